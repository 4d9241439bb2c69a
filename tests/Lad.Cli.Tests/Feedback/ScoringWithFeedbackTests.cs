using System.Collections;
using System.Globalization;
using System.Text.Json;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Tests.Feedback;

public sealed class ScoringWithFeedbackTests : IDisposable
{
    private const string Panic = "kernel panic: unable to mount root device";
    private readonly TemporaryDirectory directory = new();

    private string Place => directory.PathTo("feedback.jsonl");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task What_people_said_is_in_force_before_the_first_record_and_counted_at_the_end()
    {
        JsonElement before = (await ScoreAsync(Panic)).Verdicts[0];
        ulong fingerprint = ulong.Parse(before.GetProperty("lad").GetProperty("fingerprint").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        await SayAsync(new FeedbackStatement { Sequence = 1, Fingerprint = fingerprint, Kind = FeedbackKind.FalsePositive, Message = Panic, Author = "ann", At = DateTimeOffset.UnixEpoch });

        (JsonElement[] verdicts, string error) = await ScoreAsync($"{Panic}\njob 7 started on host-3\ndisk of volume 7 caught fire, evacuating");

        Assert.Equal(["false-positive", null, null], verdicts.Select(verdict => verdict.GetProperty("lad").TryGetProperty("suppressed", out JsonElement reason) ? reason.GetString() : null));
        Assert.Equal(before.GetProperty("lad").GetProperty("score").GetDouble(), verdicts[0].GetProperty("lad").GetProperty("score").GetDouble());
        Assert.Equal(["event", "event", "alert"], verdicts.Select(verdict => verdict.GetProperty("event").GetProperty("kind").GetString()));
        Assert.Contains($"feedback of file:{Place} is in force on 1 templates: 1 false positives", error, StringComparison.Ordinal);
        Assert.Contains("2 anomalies, 1 of them suppressed: 1 marked as false positives", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_said_anything_nothing_is_said_of_it()
    {
        string error = (await ScoreAsync(Panic)).Error;

        Assert.DoesNotContain("feedback", error, StringComparison.Ordinal);
        Assert.Contains("1 anomalies", error, StringComparison.Ordinal);
        Assert.DoesNotContain("suppressed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_entry_is_named_and_the_rest_holds()
    {
        await File.WriteAllTextAsync(Place, "not an entry\n");

        Assert.Contains($"feedback left out: Line 1 of {Place} is no entry of feedback", (await ScoreAsync(Panic)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_ends_the_start_with_a_sentence()
    {
        Directory.CreateDirectory(Place);
        await TrainAsync();

        CommandLineResult result = await RunAsync(Panic);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal($"lad: Feedback cannot be read from {Place}: it is a directory", result.Error.TrimEnd());
    }

    private async Task SayAsync(FeedbackStatement statement)
    {
        await using var publisher = new FeedbackFilePublisher(Place);
        await publisher.OpenAsync(default);
        await publisher.PublishAsync([new FeedbackEntry(statement, FeedbackState.Of([statement]))], default);
    }

    private async Task<(JsonElement[] Verdicts, string Error)> ScoreAsync(string lines)
    {
        if (!Directory.Exists(directory.PathTo("models"))) await TrainAsync();
        CommandLineResult result = await RunAsync(lines + "\n");
        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        return ([.. result.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)], result.Error);
    }

    private Task<CommandLineResult> RunAsync(string lines) => CommandLine.RunAsync(new Hashtable(), lines, "score", "--model", "models:" + directory.PathTo("models"), "--feedback", "file:" + Place);

    private async Task TrainAsync()
    {
        string lines = string.Concat(Enumerable.Range(0, 400).Select(i => $"job {i} started on host-{i % 5}\n"));
        CommandLineResult trained = await CommandLine.RunAsync(new Hashtable(), lines, "train", "--model", "models:" + directory.PathTo("models"));
        Assert.True(trained.ExitCode == ExitCode.Done, trained.Error);
    }
}

using System.Collections;
using System.Text.Json;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Tests.Training;

public sealed class FeedbackTrainingTests : IDisposable
{
    private const string Oddity = "kernel panic: unable to mount root device";

    private readonly TemporaryDirectory directory = new();

    private string Models => "models:" + directory.PathTo("models");

    private string Feedback => "file:" + directory.PathTo("feedback.jsonl");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task What_was_called_normal_is_learned_by_train_and_told_with_its_scores()
    {
        string log = directory.Write("app.log", Jobs(600));
        Assert.DoesNotContain("false positives", (await Learn("train", log)).Error, StringComparison.Ordinal);
        await SayAsync(Statement(1, FeedbackKind.FalsePositive, await FingerprintAsync(), Oddity), Statement(2, FeedbackKind.Snooze, 77, "nothing"));

        CommandLineResult result = await Learn("train", log, "--feedback", Feedback);

        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        Assert.Contains("1 of 1 false positives score below the threshold (0 before)", result.Error, StringComparison.Ordinal);
        Assert.False(await IsAnomalyAsync());
        Assert.Matches(@"false-positive  score [01]\S* -> 0\S*\n", (await CommandLine.RunAsync("model", "show", "--model", Models)).Output);
    }

    [Fact]
    public async Task The_trainer_holds_out_what_was_called_an_anomaly_and_says_so()
    {
        string log = directory.Write("app.log", string.Concat(Enumerable.Repeat(Jobs(15) + Oddity + "\n", 70)));
        await Learn("train", log);
        Assert.False(await IsAnomalyAsync());
        await SayAsync(Statement(1, FeedbackKind.TruePositive, await FingerprintAsync(), Oddity));

        CommandLineResult result = await Learn("trainer", log, "--once", "--min-records", "100", "--feedback", Feedback);

        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        Assert.Matches(@"default: published .*; 1 of 1 true positives score above the threshold, [56]\d records held out", result.Error);
        Assert.True(await IsAnomalyAsync());
        Assert.Contains("gate         passed", (await CommandLine.RunAsync("model", "show", "--model", Models)).Output, StringComparison.Ordinal);
    }

    private static string Jobs(int count) => string.Concat(Enumerable.Range(0, count).Select(static i => $"job {i} {(i % 2 == 0 ? "started" : "ended")} on host-{i % 7}\n"));

    private Task<CommandLineResult> Learn(string command, string log, params string[] more) => CommandLine.RunAsync([command, "--from", "file:" + log, "--model", Models, .. more]);

    private async Task<bool> IsAnomalyAsync() => (await VerdictAsync()).GetProperty("anomaly").GetBoolean();

    private async Task<ulong> FingerprintAsync() => Convert.ToUInt64((await VerdictAsync()).GetProperty("fingerprint").GetString(), 16);

    private async Task<JsonElement> VerdictAsync()
    {
        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), Oddity + "\n", "score", "--model", Models, "--feedback", "file:" + directory.PathTo("none.jsonl"));
        return JsonDocument.Parse(result.Output).RootElement.GetProperty("lad");
    }

    private async Task SayAsync(params FeedbackStatement[] statements)
    {
        await using var publisher = new FeedbackFilePublisher(directory.PathTo("feedback.jsonl"));
        await publisher.OpenAsync(CancellationToken.None);
        await publisher.PublishAsync([.. statements.Select(static statement => new FeedbackEntry(statement, FeedbackState.Of([statement])))], CancellationToken.None);
    }

    private static FeedbackStatement Statement(long sequence, FeedbackKind kind, ulong fingerprint, string message) => new()
    {
        Sequence = sequence,
        Fingerprint = fingerprint,
        Kind = kind,
        Message = message,
        Author = "ann",
        At = DateTimeOffset.UnixEpoch,
        Until = kind == FeedbackKind.Snooze ? DateTimeOffset.UnixEpoch.AddDays(1) : null,
    };
}

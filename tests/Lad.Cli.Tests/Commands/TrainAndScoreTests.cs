using System.Collections;
using System.Text.Json;

namespace Lad.Cli.Tests.Commands;

public sealed class TrainAndScoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Models => "models:" + directory.PathTo("models");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task What_was_learned_is_normal_and_what_is_new_is_an_anomaly_with_reasons()
    {
        await TrainAsync();

        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), "job 77 started on host-3\nkernel panic: unable to mount root device\n", "score", "--model", Models);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement[] verdicts = [.. result.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([false, true], verdicts.Select(verdict => verdict.GetProperty("lad").GetProperty("anomaly").GetBoolean()));
        Assert.NotEqual(0, verdicts[1].GetProperty("lad").GetProperty("reasons").GetArrayLength());
        Assert.Contains("2 records", result.Error, StringComparison.Ordinal);
        Assert.Contains("= 2 scored + 0 dead-lettered + 0 filtered", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emit_anomalies_writes_nothing_else()
    {
        await TrainAsync();

        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), "job 77 started on host-3\nkernel panic: unable to mount root device\n", "score", "--model", Models, "--emit", "anomalies");

        Assert.Contains("kernel panic", Assert.Single(result.Output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_and_blank_lines_balance_the_counters()
    {
        await TrainAsync();
        string dead = directory.PathTo("dead.jsonl");

        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), "job 77 started on host-3\n\n{\"message\": \"cut off\n{\"level\":\"info\"}\n", "score", "--model", Models, "--dead-letters", dead);

        Assert.Contains("4 records", result.Error, StringComparison.Ordinal);
        Assert.Contains("= 1 scored + 2 dead-lettered + 1 filtered", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(dead)).Length);
    }

    [Fact]
    public async Task Without_a_model_scoring_says_how_to_get_one()
    {
        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), "x\n", "score", "--model", Models);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("lad train", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a snapshot at all")]
    [InlineData("")]
    public async Task A_file_that_is_no_snapshot_is_refused(string content)
    {
        string file = directory.Write("model.lad", content);

        CommandLineResult result = await CommandLine.RunAsync(new Hashtable(), "x\n", "score", "--model", "file:" + file);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("model.lad", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_stream_of_ever_new_lines_is_named_and_refused_unless_forced()
    {
        string log = directory.Write("noise.log", string.Join('\n', Enumerable.Range(0, 3000).Select(Noise)));

        CommandLineResult refused = await CommandLine.RunAsync("train", "--from", log, "--model", Models);
        CommandLineResult forced = await CommandLine.RunAsync("train", "--from", log, "--model", Models, "--force", "--map", "4x4");

        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, forced.ExitCode);
    }

    [Fact]
    public async Task The_same_seed_learns_the_same_model()
    {
        string log = directory.Write("app.log", Everyday());
        string[] line = ["train", "--from", log, "--seed", "5", "--map", "6x6"];

        await CommandLine.RunAsync([.. line, "--model", "file:" + directory.PathTo("a.lad")]);
        await CommandLine.RunAsync([.. line, "--model", "file:" + directory.PathTo("b.lad")]);
        string verdictsOfA = (await CommandLine.RunAsync("templates", "--from", log)).Output;

        Assert.NotEmpty(verdictsOfA);
        Assert.Equal(await ScoresAsync("a.lad"), await ScoresAsync("b.lad"));
    }

    [Fact]
    public async Task Models_are_listed_shown_compared_and_rolled_back()
    {
        await TrainAsync();
        await TrainAsync("--update");

        CommandLineResult list = await CommandLine.RunAsync("model", "list", "--model", Models);
        Assert.Equal(2, list.Output.TrimEnd().Split('\n').Length);
        Assert.StartsWith("*", list.Output, StringComparison.Ordinal);
        Assert.Contains("heartbeat", (await CommandLine.RunAsync("model", "show", "--model", Models)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("model", "diff", "--model", Models)).ExitCode);
        string svg = directory.PathTo("map.svg");
        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("model", "map", "--svg", svg, "--model", Models)).ExitCode);
        Assert.StartsWith("<", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await CommandLine.RunAsync("model", "rollback", "--model", Models)).ExitCode);
        Assert.StartsWith(" ", (await CommandLine.RunAsync("model", "list", "--model", Models)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_prints_JSON_with_both_thresholds()
    {
        string log = directory.Write("app.log", Everyday() + "kernel panic: unable to mount root device\n");
        string labels = directory.Write("labels", string.Concat(Enumerable.Repeat("0\n", 600)) + "1\n");

        CommandLineResult result = await CommandLine.RunAsync("eval", "--from", log, "--field", "none", "--labels", labels, "--train-first", "0.5", "--train-on", "normal", "--map", "6x6", "--json");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(1.0, report.GetProperty("roc_auc").GetDouble());
        Assert.Equal(1.0, report.GetProperty("best").GetProperty("f1").GetDouble());
        Assert.Equal(300, report.GetProperty("training_records").GetInt32());
    }

    [Fact]
    public async Task Labels_that_do_not_fit_the_log_are_refused()
    {
        string log = directory.Write("app.log", Everyday());

        CommandLineResult result = await CommandLine.RunAsync("eval", "--from", log, "--labels", directory.Write("labels", "0\n1\n"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("600 records but 2 labels", result.Error, StringComparison.Ordinal);
    }

    private async Task TrainAsync(params string[] more)
    {
        CommandLineResult result = await CommandLine.RunAsync(["train", "--from", directory.Write("app.log", Everyday()), "--model", Models, "--map", "6x6", .. more]);
        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
    }

    private async Task<string> ScoresAsync(string model) => string.Concat(
        (await CommandLine.RunAsync(new Hashtable(), "job 7 started on host-3\nkernel panic\n", "score", "--model", "file:" + directory.PathTo(model))).Output
        .Split('\n').Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("lad").GetProperty("score").GetRawText() + ";"));

    private static string Everyday() => string.Concat(Enumerable.Range(0, 200).Select(i => $"job {i} started on host-{i % 5}\njob {i} finished after {i * 7} ms\nheartbeat from host-{i % 5} received\n"));

    private static string Noise(int line)
    {
        var random = new Random(line);
        return string.Join(' ', Enumerable.Range(0, 8).Select(_ => string.Concat(Enumerable.Range(0, 7).Select(_ => (char)('g' + random.Next(20))))));
    }
}

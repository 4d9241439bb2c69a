namespace Lad.EndToEnd.Tests;

public sealed class RunTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lad-run-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Without_a_model_a_pipe_is_learned_from_first_and_then_scored_whole()
    {
        using LadProcess lad = LadProcess.Start("run", "--model", "models:" + root, "--warm-up", "200", "--batch-size", "64");
        for (int i = 0; i < 300; i++) await lad.Input.WriteAsync($"job {i} started on host-{i % 5}\n");
        await lad.Input.WriteAsync("kernel panic: no root device\n");

        Ended ended = await lad.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Equal(301, ended.Output.TrimEnd().Split('\n').Length);
        Assert.Contains("learning from the first 200 records", ended.Error, StringComparison.Ordinal);
        Assert.Contains("301 records", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"anomaly\":true", ended.Output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_history_first_and_what_is_added_later_is_watched()
    {
        string log = Path.Combine(root, "app.log"), verdicts = Path.Combine(root, "verdicts.jsonl");
        await File.WriteAllLinesAsync(log, Enumerable.Range(0, 300).Select(i => $"job {i} started on host-{i % 5}"));
        using LadProcess lad = LadProcess.Start("run", "--from", log, "--model", "models:" + Path.Combine(root, "models"), "--to", "file:" + verdicts);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(verdicts)) await timer.WaitForNextTickAsync(limit.Token);
        await timer.WaitForNextTickAsync(limit.Token);

        while (new FileInfo(verdicts).Length == 0)
        {
            await File.AppendAllTextAsync(log, "kernel panic: no root device\n", limit.Token);
            for (int wait = 0; wait < 20 && new FileInfo(verdicts).Length == 0; wait++) await timer.WaitForNextTickAsync(limit.Token);
        }
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.All(await File.ReadAllLinesAsync(verdicts), line => Assert.Contains("kernel panic", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_learns_anew_on_its_schedule_and_swaps_without_losing_a_line()
    {
        string verdicts = Path.Combine(root, "verdicts.jsonl");
        using LadProcess lad = LadProcess.Start("run", "--model", "models:" + Path.Combine(root, "models"), "--warm-up", "100", "--retrain-every", "1s", "--to", "file:" + verdicts);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        int sent = 0;
        string[] versions = [];
        while (versions.Length < 2)
        {
            for (int i = 0; i < 20; i++) await lad.Input.WriteAsync($"job {sent++} started on host-{i % 5}\n");
            await timer.WaitForNextTickAsync(limit.Token);
            if (File.Exists(verdicts)) versions = [.. Whole(await File.ReadAllTextAsync(verdicts, limit.Token)).Select(Version).Distinct()];
        }

        Ended ended = await lad.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Equal(sent, File.ReadLines(verdicts).Count());
    }

    private static string[] Whole(string text) => text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Version(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("lad").GetProperty("model").GetProperty("version").GetString()!;
}

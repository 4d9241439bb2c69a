using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lad.EndToEnd.Tests;

public sealed class ScoreTests(TrainedModel model) : IClassFixture<TrainedModel>
{
    [Fact]
    public async Task A_pipe_is_scored_line_by_line_and_the_counters_balance()
    {
        using LadProcess lad = LadProcess.Start("score", "--model", model.Location);
        await lad.Input.WriteAsync("job 1 started on host-1\n\nkernel panic: no root device\n{\"message\":\n");

        Ended ended = await lad.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        string[] lines = ended.Output.TrimEnd().Split('\n');
        Assert.All(lines, line => JsonDocument.Parse(line));
        Match balance = Regex.Match(ended.Error, @"(\d+) records .* = (\d+) scored \+ (\d+) dead-lettered \+ (\d+) filtered");
        Assert.True(balance.Success, ended.Error);
        int[] counts = [.. balance.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(counts[0], counts[1] + counts[2] + counts[3]);
        Assert.Equal((4, 1), (counts[0], counts[3]));
        Assert.Equal(counts[1], lines.Length);
    }

    [Fact]
    public async Task SIGTERM_drains_flushes_and_reports()
    {
        string verdicts = model.PathTo("sigterm.jsonl");
        using LadProcess lad = LadProcess.Start("score", "--model", model.Location, "--to", "file:" + verdicts);
        await lad.Input.WriteAsync("job 1 started on host-1\njob 2 started on host-1\n");
        await UntilAsync(() => File.Exists(verdicts) && File.ReadAllText(verdicts).Count(letter => letter == '\n') == 2);

        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("2 records", ended.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(verdicts)).Length);
    }

    [Fact]
    public async Task A_killed_follower_goes_on_at_its_cursor_and_loses_nothing()
    {
        string log = model.PathTo("followed.log"), cursor = model.PathTo("followed.cursor"), first = model.PathTo("first.jsonl"), second = model.PathTo("second.jsonl");
        string[] Follow(string verdicts) => ["score", "--from", log, "--follow", "--cursor", "file:" + cursor, "--model", model.Location, "--to", "file:" + verdicts, "--batch-size", "16"];
        await File.WriteAllLinesAsync(log, Enumerable.Range(0, 100).Select(i => $"job {i} started on host-1"));
        using (LadProcess killed = LadProcess.Start(Follow(first)))
        {
            await UntilAsync(() => File.Exists(cursor));
            await killed.SignalAsync("KILL");
            await killed.ExitAsync();
        }
        File.Move(log, log + ".1");
        await File.AppendAllLinesAsync(log + ".1", ["job 100 started on host-1"]);
        await File.WriteAllLinesAsync(log, ["job 101 started on host-1"]);

        using LadProcess lad = LadProcess.Start(Follow(second));
        await UntilAsync(() => File.Exists(second) && File.ReadAllText(second).Contains("job 101 ", StringComparison.Ordinal));
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();

        Assert.True(ended.ExitCode == 0, ended.Error);
        // A line cut by the kill is no verdict; what is scored twice has one id.
        var seen = File.ReadLines(first).Where(line => line.EndsWith('}')).Concat(File.ReadLines(second)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(Enumerable.Range(0, 102).Select(i => $"job {i} started on host-1"), seen.Select(verdict => verdict.GetProperty("message").GetString()!).Distinct().OrderBy(text => text.Length).ThenBy(text => text, StringComparer.Ordinal));
        Assert.Equal(102, seen.Select(verdict => verdict.GetProperty("event").GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_full_disk_fails_with_the_reason()
    {
        using LadProcess lad = LadProcess.Start("score", "--from", model.Log, "--model", model.Location, "--to", "file:/dev/full");

        Ended ended = await lad.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("no space", ended.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_run_quietly()
    {
        using LadProcess lad = LadProcess.Shell($"for i in $(seq 40); do cat {model.Log}; done | $lad score --model {model.Location} | head -1");

        Ended ended = await lad.EndAsync();

        Assert.Single(ended.Output.TrimEnd().Split('\n'));
        Assert.DoesNotContain("should not have happened", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no.log", "does not exist")]
    [InlineData("models", "is a directory")]
    public async Task A_source_that_cannot_be_read_fails_with_what_to_do(string name, string reason)
    {
        using LadProcess lad = LadProcess.Start("score", "--from", model.PathTo(name), "--model", model.Location);

        Ended ended = await lad.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(reason, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_with_one_flipped_bit_is_refused()
    {
        string snapshot = Directory.GetFiles(model.PathTo("models"), "*.lad", SearchOption.AllDirectories)[0];
        byte[] bytes = await File.ReadAllBytesAsync(snapshot);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(model.PathTo("flipped.lad"), bytes);
        using LadProcess lad = LadProcess.Start("score", "--from", model.Log, "--model", "file:" + model.PathTo("flipped.lad"));

        Ended ended = await lad.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("flipped.lad", ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task A_wrong_flag_ends_with_2_and_wrong_settings_with_78_all_at_once()
    {
        using LadProcess flag = LadProcess.Start("score", "--fom", "x");
        using LadProcess settings = LadProcess.Start(new Dictionary<string, string> { ["Lad__Training__Seed"] = "x", ["Lad__Output__Emit"] = "some", ["Lad__Nonsense"] = "1" }, "score");

        Ended wrongFlag = await flag.EndAsync(), wrongSettings = await settings.EndAsync();

        Assert.Equal((2, 78), (wrongFlag.ExitCode, wrongSettings.ExitCode));
        Assert.Contains("did you mean --from?", wrongFlag.Error, StringComparison.Ordinal);
        Assert.Contains("3 faults", wrongSettings.Error, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds()) await timer.WaitForNextTickAsync(limit.Token);
    }
}

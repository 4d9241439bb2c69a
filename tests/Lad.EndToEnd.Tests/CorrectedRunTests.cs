using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lad.EndToEnd.Tests;

public sealed class CorrectedRunTests : IDisposable
{
    private const string Panic = "kernel panic: no root device";
    private readonly string root = Directory.CreateTempSubdirectory("lad-ui-").FullName;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    private string Log => Path.Combine(root, "app.log");

    private string Verdicts => Path.Combine(root, "verdicts.jsonl");

    public void Dispose()
    {
        client.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task What_is_marked_on_the_page_is_obeyed_by_the_next_line_and_after_a_restart()
    {
        await File.WriteAllLinesAsync(Log, Enumerable.Range(0, 300).Select(i => $"job {i} started on host-{i % 5}"));
        using (LadProcess lad = Start())
        {
            Uri store = await AddressAsync(lad);
            JsonElement found = await AppendUntilAsync(lad, verdict => true);
            Assert.Equal("alert", found.GetProperty("event").GetProperty("kind").GetString());
            string fingerprint = found.GetProperty("lad").GetProperty("fingerprint").GetString()!;
            await Probe.UntilAsync(() => client.GetStringAsync(new Uri(store, "api/v1/groups")).GetAwaiter().GetResult().Contains(fingerprint, StringComparison.Ordinal), () => lad.ErrorSoFar);

            using HttpResponseMessage said = await client.PostAsJsonAsync(new Uri(store, "api/v1/feedback"), new { fingerprint, kind = "false-positive", message = Panic, reason = "a drill" });
            Assert.True(said.StatusCode == HttpStatusCode.Created, $"{said.StatusCode} {await said.Content.ReadAsStringAsync()}\n{lad.ErrorSoFar}");

            JsonElement obeyed = await AppendUntilAsync(lad, verdict => Suppressed(verdict) is not null);
            Assert.Equal(("false-positive", 1L, "event"), (Suppressed(obeyed), obeyed.GetProperty("lad").GetProperty("feedback").GetInt64(), obeyed.GetProperty("event").GetProperty("kind").GetString()));
            Assert.Equal(found.GetProperty("lad").GetProperty("score").GetDouble(), obeyed.GetProperty("lad").GetProperty("score").GetDouble());
            await EndAsync(lad);
        }

        File.Delete(Verdicts);
        using LadProcess again = Start();
        await AddressAsync(again);
        Assert.Equal("false-positive", Suppressed(await AppendUntilAsync(again, verdict => true)));
        string error = await EndAsync(again);
        Assert.Contains("is in force on 1 templates: 1 false positives", error, StringComparison.Ordinal);
        Assert.Contains("marked as false positives", error, StringComparison.Ordinal);
    }

    private LadProcess Start() => LadProcess.Start(
        new Dictionary<string, string>
        {
            ["Lad__FactStore__ConnectionString"] = Path.Combine(root, "facts.db"),
            ["Lad__FactStore__KeyDirectory"] = Path.Combine(root, "keys"),
            ["Lad__Feedback__Location"] = "file:" + Path.Combine(root, "feedback.jsonl"),
        },
        "run", "--ui", "--listen", "127.0.0.1:0", "--from", Log, "--model", "models:" + Path.Combine(root, "models"), "--to", "file:" + Verdicts, "--emit", "anomalies");

    private static async Task<Uri> AddressAsync(LadProcess lad)
    {
        const string Said = "lad: open ";
        await Probe.UntilAsync(() => lad.ErrorSoFar.Contains(Said, StringComparison.Ordinal), () => lad.ErrorSoFar);
        string text = lad.ErrorSoFar[(lad.ErrorSoFar.IndexOf(Said, StringComparison.Ordinal) + Said.Length)..];
        return new Uri(text[..text.IndexOf(' ', StringComparison.Ordinal)]);
    }

    // What comes before the watch has begun is history: the line is written again until a verdict on it is as wanted.
    private async Task<JsonElement> AppendUntilAsync(LadProcess lad, Predicate<JsonElement> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await Probe.UntilAsync(() => File.Exists(Verdicts), () => lad.ErrorSoFar);
        while (true)
        {
            await File.AppendAllTextAsync(Log, Panic + "\n", limit.Token);
            await timer.WaitForNextTickAsync(limit.Token);
            string text = await File.ReadAllTextAsync(Verdicts, limit.Token);
            foreach (string line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                if (JsonDocument.Parse(line).RootElement is var verdict && wanted(verdict)) return verdict;
        }
    }

    private static string? Suppressed(JsonElement verdict) => verdict.GetProperty("lad").TryGetProperty("suppressed", out JsonElement reason) ? reason.GetString() : null;

    private static async Task<string> EndAsync(LadProcess lad)
    {
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Error;
    }
}

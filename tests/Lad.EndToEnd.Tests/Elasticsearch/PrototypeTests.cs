using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn;

namespace Lad.EndToEnd.Tests.Elasticsearch;

/// <summary>The whole program with nothing but the prototype's variables.</summary>
public sealed class PrototypeTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lad-prototype-").FullName;
    private int written;

    private string Cursor => Path.Combine(root, "map.lad.cursor");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Run_learns_saves_and_watches_and_a_restart_skips_and_repeats_nothing()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        for (int i = 0; i < 400; i++) Write(server, TimeSpan.FromSeconds(20 + i), $"job {i} started on host-{i % 5}", i % 4 == 0 ? "other" : "journal");
        Write(server, TimeSpan.FromHours(2), "kernel panic: too long ago to be learned from", "journal");

        Ended first = await WatchAsync(Variables(server), async lad =>
        {
            await UntilAsync(lad, () => lad.ErrorSoFar.Contains("lad: learned", StringComparison.Ordinal));
            Write(server, TimeSpan.Zero, "job 7 started on host-1", "journal");
            Write(server, TimeSpan.Zero, "kernel panic: no root device", "journal");
            Write(server, TimeSpan.Zero, "kernel panic: of nobody's concern", "other");
            await UntilAsync(lad, () => Found(server).Length == 1);
        });
        Assert.Contains("from 300 records", first.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(root, "map.lad")));

        // Each start learns from what came before it, this among it: what was found must not depend on that here.
        Write(server, TimeSpan.Zero, "kernel panic: while nobody watched", "journal");
        await WatchAsync(new(Variables(server)) { ["Lad__Run__AtStart"] = "load" }, async lad =>
        {
            await UntilAsync(lad, () => Found(server).Length == 2);
            Write(server, TimeSpan.Zero, "kernel panic: after the restart", "journal");
            await UntilAsync(lad, () => Found(server).Length == 3);
        });

        Ended third = await WatchAsync(Variables(server), async lad =>
        {
            await UntilAsync(lad, () => lad.ErrorSoFar.Contains("lad: learned", StringComparison.Ordinal));
            // It watches once its position moves on.
            DateTime before = File.GetLastWriteTimeUtc(Cursor);
            Write(server, TimeSpan.Zero, "job 9 started on host-2", "journal");
            await UntilAsync(lad, () => File.GetLastWriteTimeUtc(Cursor) > before);
        });
        Assert.Contains("from 604 records", third.Error, StringComparison.Ordinal);

        Assert.Equal(["kernel panic: after the restart", "kernel panic: no root device", "kernel panic: while nobody watched"], Found(server).Order(StringComparer.Ordinal));
        Assert.All(server.State.Indices, name => Assert.True(name == "found" || name.StartsWith("logstash-", StringComparison.Ordinal), name));
        server.AssertContract();
    }

    [Fact]
    public async Task The_later_prototypes_index_has_each_document_as_it_was_with_the_verdict_beside()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        for (int i = 0; i < 300; i++) Write(server, TimeSpan.FromSeconds(20 + i), $"job {i} started on host-{i % 5}", "journal");
        Dictionary<string, string> variables = Variables(server);
        variables.Remove("LADI_OUTDEX");
        variables["LADI_TARGET_INDEX"] = "found-";

        await WatchAsync(variables, async lad =>
        {
            await UntilAsync(lad, () => lad.ErrorSoFar.Contains("lad: learned", StringComparison.Ordinal));
            Write(server, TimeSpan.Zero, "job 7 started on host-1", "journal");
            Write(server, TimeSpan.Zero, "kernel panic: no root device", "journal");
            await UntilAsync(lad, () => Found(server).Length == 2);
        });

        JsonElement[] documents = [.. server.State.Documents("found-").Select(document => JsonDocument.Parse(document.Source).RootElement).OrderBy(document => document.GetProperty("anomaly").GetInt32())];
        Assert.Equal([0, 1], documents.Select(document => document.GetProperty("anomaly").GetInt32()));
        Assert.All(documents, document => Assert.Equal("journal", document.GetProperty("service").GetString()));
        Assert.Equal("kernel%20panic%3A%20no%20root%20device", documents[1].GetProperty("e_message").GetString());
        Assert.Equal(["found-"], server.State.Indices.Where(name => !name.StartsWith("logstash-", StringComparison.Ordinal)));
        server.AssertContract();
    }

    private static async Task<Ended> WatchAsync(Dictionary<string, string> variables, Func<LadProcess, Task> meanwhile)
    {
        using LadProcess lad = LadProcess.Start(variables, "run");
        await meanwhile(lad);
        await lad.SignalAsync("TERM");
        Ended ended = await lad.ExitAsync();
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended;
    }

    private Dictionary<string, string> Variables(StandInServer server) => new()
    {
        ["LADT_ELASTICSEARCH_ENDPOINT"] = server.Url.Authority,
        ["LADT_MODEL"] = Path.Combine(root, "map.lad"),
        ["LADT_INDEX"] = "logstash-",
        ["LADT_TIME_SPAN"] = "900",
        ["LADT_MAX_ENTRIES"] = "25000",
        ["LADT_ITERS"] = "2000",
        ["LADT_SERVICE"] = "journal",
        ["LADI_ELASTICSEARCH_ENDPOINT"] = "http://" + server.Url.Authority,
        ["LADI_MODEL"] = Path.Combine(root, "map.lad"),
        ["LADI_INDEX"] = "logstash-",
        ["LADI_OUTDEX"] = "found",
        ["LADI_TIME_SPAN"] = "1",
        ["LADI_MAX_ENTRIES"] = "250",
        ["LADI_SERVICE"] = "journal",
        ["LADI_THRESHOLD"] = "0.99",
        ["LADI_MAX_ANOMALIES"] = "5",
    };

    private static string[] Found(StandInServer server) =>
        [.. server.State.Documents("found*").Select(document => JsonDocument.Parse(document.Source).RootElement.GetProperty("message").GetString()!)];

    private void Write(StandInServer server, TimeSpan ago, string message, string service)
    {
        DateTimeOffset time = DateTimeOffset.UtcNow - ago;
        string day = time.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
        server.State.Put("logstash-" + day, $"d{written++}", JsonSerializer.Serialize(new Dictionary<string, string> { ["@timestamp"] = time.ToString("O", CultureInfo.InvariantCulture), ["message"] = message, ["service"] = service }));
    }

    private static async Task UntilAsync(LadProcess lad, Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (!holds())
            {
                if (lad.HasEnded) Assert.Fail((await lad.ExitAsync()).Error);
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail("It took too long. " + lad.ErrorSoFar);
        }
    }
}

using System.Collections;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Terminals;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Tests.Telemetry;

public sealed class MetricsEndpointTests : IDisposable
{
    private static readonly ListenAddress AnyPort = new(IPAddress.Loopback, 0);
    private readonly Instrumentation instrumentation = new(nameof(MetricsEndpointTests));
    private readonly HttpClient client = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
    private readonly StringWriter error = new();

    public void Dispose()
    {
        instrumentation.Dispose();
        client.Dispose();
        error.Dispose();
    }

    [Fact]
    public Task A_command_that_is_probed_says_what_it_takes_and_whether_it_is_ready() => WatchedAsync(new LadSettings(), async (probed, metrics) =>
    {
        Assert.Same(instrumentation, probed.Instrumentation);
        string before = await client.GetStringAsync(metrics);
        probed.Health.Started();
        probed.Health.Has(HealthPart.Input, "reading stdin");
        string after = await client.GetStringAsync(metrics);

        Assert.Contains("\nlad_ready 0\n", before, StringComparison.Ordinal);
        Assert.Contains("\nlad_ready 1\n", after, StringComparison.Ordinal);
        Assert.Contains("service_name=\"lad-score\",service_version=\"" + Instrumentation.Version + "\"} 1\n", after, StringComparison.Ordinal);
        foreach (string name in new[] { "process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds", "dotnet_gc_pause_time_seconds_total" })
            Assert.Contains($"\n{name} ", after, StringComparison.Ordinal);
    });

    [Fact]
    public Task It_is_packed_and_only_described_on_demand() => WatchedAsync(new LadSettings(), async (_, metrics) =>
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, metrics);
        asked.Headers.Add("Accept-Encoding", "gzip");
        asked.Headers.Add("Accept", "application/openmetrics-text;version=1.0.0");
        using HttpResponseMessage packed = await client.SendAsync(asked);
        using var reader = new StreamReader(new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        using HttpResponseMessage head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, metrics));

        Assert.EndsWith("\n# EOF\n", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", packed.Content.Headers.ContentType!.ToString());
        Assert.True(head.Content.Headers.ContentLength > 1000);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", head.Content.Headers.ContentType!.ToString());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    });

    [Fact]
    public Task Many_who_ask_at_once_are_all_answered_whole() => WatchedAsync(new LadSettings(), async (probed, metrics) =>
    {
        ObservableCounter<long> asked = probed.Instrumentation!.Meter.CreateObservableCounter("asked.all", () => 1L);

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.GetStringAsync(metrics)));

        Assert.NotNull(asked);
        Assert.All(answers, answer => Assert.Contains("\nasked_all_total 1\n", answer, StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.EndsWith("\n", answer, StringComparison.Ordinal));
    });

    [Fact]
    public Task Nothing_is_measured_where_nobody_may_look() => WatchedAsync(new LadSettings { Telemetry = new TelemetrySettings { Metrics = false } }, async (probed, metrics) =>
    {
        Assert.Null(probed.Instrumentation);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(metrics)).StatusCode);
    }, given: null);

    private Task WatchedAsync(LadSettings settings, Func<Terminal, Uri, Task> look) => WatchedAsync(settings, look, instrumentation);

    private async Task WatchedAsync(LadSettings settings, Func<Terminal, Uri, Task> look, Instrumentation? given)
    {
        var terminal = new Terminal { Output = TextWriter.Null, Error = error, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable(), Instrumentation = given };
        settings = settings with { Health = new HealthSettings { Listen = AnyPort } };

        int exitCode = await HealthService.RunAsync(settings, "score", terminal, async probed =>
        {
            string said = error.ToString();
            await look(probed, new Uri(said[said.IndexOf("http", StringComparison.Ordinal)..].Split(',')[0].Replace("/health/live", "/metrics", StringComparison.Ordinal)));
            return 0;
        }, CancellationToken.None);

        Assert.Equal(0, exitCode);
    }
}

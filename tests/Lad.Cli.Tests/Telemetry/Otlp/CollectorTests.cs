using System.Collections;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Terminals;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Tests.Telemetry.Otlp;

public sealed class CollectorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Instrumentation instrumentation = new(nameof(CollectorTests));
    private readonly StringWriter said = new();
    private readonly TextWriter error;

    public CollectorTests() => error = TextWriter.Synchronized(said);

    public void Dispose()
    {
        instrumentation.Dispose();
        said.Dispose();
    }

    [Theory]
    [InlineData("http/protobuf", "/v1/metrics", "/v1/traces", "application/x-protobuf")]
    [InlineData("grpc", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "application/grpc")]
    public async Task What_was_measured_and_traced_arrives_before_the_end_with_what_the_process_is(string protocol, string metrics, string traces, string contentType)
    {
        await using CollectorStandIn collector = await CollectorStandIn.StartAsync(protocol == "grpc");
        var telemetry = new TelemetrySettings { OtlpEndpoint = collector.Address, OtlpProtocol = protocol, OtlpHeaders = "authorization=Bearer%20secret-token", ServiceName = "checkout-lad", TraceRatio = 0 };

        int exitCode = await RunAsync(telemetry, watched =>
        {
            watched.Instrumentation!.Meter.CreateCounter<long>("lad.arrived.records").Add(3);
            using Activity? span = watched.Instrumentation.Spans.StartActivity("a batch that was chosen");
            Assert.True(span?.Recorded);
            return 5;
        }, new Hashtable { ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test%2Fa" });

        Assert.Equal(5, exitCode);
        Taken measured = collector.Requests.First(taken => taken.Path == metrics);
        Taken traced = Assert.Single(collector.Requests, taken => taken.Path == traces);
        Assert.Contains("lad.arrived.records", measured.Body, StringComparison.Ordinal);
        Assert.Contains("process.cpu", measured.Body, StringComparison.Ordinal);
        Assert.Contains("a batch that was chosen", traced.Body, StringComparison.Ordinal);
        foreach (Taken taken in new[] { measured, traced })
        {
            Assert.Equal("Bearer secret-token", taken.Authorization);
            Assert.Equal(contentType, taken.ContentType);
            foreach (string part in new[] { "service.name", "checkout-lad", "service.version", Instrumentation.Version, "service.instance.id", "deployment.environment.name", "test/a" })
                Assert.Contains(part, taken.Body, StringComparison.Ordinal);
        }
        Assert.Contains($"lad: telemetry is sent: metrics", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", Said, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be sent", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_is_named_once_for_each_signal_and_changes_nothing()
    {
        int port = FreePort();
        var variables = new Hashtable { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRIC_EXPORT_INTERVAL"] = "50" };

        int exitCode = await RunAsync(new TelemetrySettings(), async watched =>
        {
            watched.Instrumentation!.Meter.CreateCounter<long>("lad.lost.records").Add(3);
            using (watched.Instrumentation.Spans.StartActivity("lost")) { }
            await UntilAsync(() => Said.Contains("cannot be sent", StringComparison.Ordinal));
            return 6;
        }, variables).WaitAsync(Patience);

        Assert.Equal(6, exitCode);
        string[] told = [.. Said.Split('\n').Where(line => line.Contains("cannot be sent", StringComparison.Ordinal))];
        Assert.Equal(told.Distinct(), told);
        Assert.All(told, line => Assert.Matches($"^lad: telemetry cannot be sent to http://127.0.0.1:{port}/v1/(metrics|traces): Connection refused .*; the work goes on without", line));
    }

    [Fact]
    public async Task A_collector_that_refuses_is_named_and_so_is_that_it_takes_again()
    {
        await using CollectorStandIn collector = await CollectorStandIn.StartAsync(grpc: false);
        collector.Status = 401;
        var telemetry = new TelemetrySettings { OtlpEndpoint = collector.Address, OtlpProtocol = "http/protobuf" };

        await RunAsync(telemetry, async watched =>
        {
            await UntilAsync(() => Said.Contains("401 (Unauthorized)", StringComparison.Ordinal));
            collector.Status = 200;
            await UntilAsync(() => Said.Contains($"telemetry is sent to {collector.Address}/v1/metrics again", StringComparison.Ordinal));
            return 0;
        }, new Hashtable { ["OTEL_METRIC_EXPORT_INTERVAL"] = "50" }).WaitAsync(Patience);

        Assert.Single(Said.Split('\n'), line => line.Contains("cannot be sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_takes_metrics_and_refuses_traces_is_not_back_with_each_of_them()
    {
        await using CollectorStandIn collector = await CollectorStandIn.StartAsync(grpc: false);
        collector.Refused = "/v1/traces";
        var telemetry = new TelemetrySettings { OtlpEndpoint = collector.Address, OtlpProtocol = "http/protobuf", TraceRatio = 1 };

        await RunAsync(telemetry, async watched =>
        {
            using (watched.Instrumentation!.Spans.StartActivity("refused")) { }
            await UntilAsync(() => Said.Contains($"cannot be sent to {collector.Address}/v1/traces", StringComparison.Ordinal));
            int taken = collector.Requests.Count;
            await UntilAsync(() => collector.Requests.Count >= taken + 3);
            return 0;
        }, new Hashtable { ["OTEL_METRIC_EXPORT_INTERVAL"] = "50" }).WaitAsync(Patience);

        Assert.DoesNotContain("again", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_takes_and_never_answers_does_not_hold_up_the_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var telemetry = new TelemetrySettings { OtlpEndpoint = $"http://{silent.LocalEndpoint}" };

        int exitCode = await RunAsync(telemetry, watched =>
        {
            using (watched.Instrumentation!.Spans.StartActivity("stuck")) { }
            return 7;
        }, new Hashtable { ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "3600000" }).WaitAsync(Patience);

        Assert.Equal(7, exitCode);
    }

    // The writer is synchronized by itself; what it wrote to is not.
    private string Said
    {
        get
        {
            lock (error) return said.ToString();
        }
    }

    private Task<int> RunAsync(TelemetrySettings telemetry, Func<Terminal, int> work, Hashtable variables) => RunAsync(telemetry, watched => Task.FromResult(work(watched)), variables);

    private Task<int> RunAsync(TelemetrySettings telemetry, Func<Terminal, Task<int>> work, Hashtable variables)
    {
        var terminal = new Terminal { Output = TextWriter.Null, Error = error, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = variables, Instrumentation = instrumentation };
        return HealthService.RunAsync(new LadSettings { Telemetry = telemetry }, "score", terminal, work, CancellationToken.None);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

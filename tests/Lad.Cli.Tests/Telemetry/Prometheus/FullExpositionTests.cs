using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Lad.Cli.Telemetry.Reading;
using Lad.Cli.Tests.Observability;
using Lad.Cli.Tests.Telemetry.Contract;
using Xunit.Abstractions;

namespace Lad.Cli.Tests.Telemetry.Prometheus;

/// <summary>Every row of docs/metrics.md at once, as no process has them, with 64 partitions, 20 models and 40 routes.</summary>
public sealed class FullExpositionTests : IDisposable
{
    private const int Most = 200_000;
    private const int Rounds = 50;
    private static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private readonly Exposition exposition = new();
    private readonly ITestOutputHelper output;

    public FullExpositionTests(ITestOutputHelper output)
    {
        this.output = output;
        foreach (MetricRow row in MetricRow.All().Where(row => row.Name != "target_info")) Fill(row);
    }

    public void Dispose() => exposition.Dispose();

    [Fact]
    public void It_is_below_200_KB_and_can_be_read()
    {
        string text = exposition.Text(), open = exposition.OpenMetrics();

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, Most);
        Assert.InRange(Encoding.UTF8.GetByteCount(open), 1, Most);
        Assert.Equal(MetricRow.All().Count - 1, ExpositionReader.Read(text).Families.Count);
        Assert.True(ExpositionReader.Read(open).IsEnded);
        Measure();
    }

    [PromtoolFact]
    public async Task Promtool_finds_nothing_wrong_but_names_that_are_not_ours()
    {
        using Process promtool = Process.Start(new ProcessStartInfo(PrometheusProgram.Find("promtool")!, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> said = promtool.StandardError.ReadToEndAsync(), told = promtool.StandardOutput.ReadToEndAsync();
        await promtool.StandardInput.WriteAsync(exposition.Text());
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();

        string[] complaints = (await said + await told).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(complaints, line => !line.StartsWith("aiops_", StringComparison.Ordinal) && !line.StartsWith("dotnet_", StringComparison.Ordinal));
    }

    // For docs/benchmark-results/telemetry.md; nothing holds a time.
    private void Measure()
    {
        var times = new List<double>();
        for (int i = 0; i < Rounds; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            exposition.Text();
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        output.WriteLine($"{exposition.Text().Count(letter => letter == '\n')} lines, {exposition.Text().Length} bytes, OpenMetrics {exposition.OpenMetrics().Length}; best {times[0]:F2} ms, median {times[Rounds / 2]:F2} ms, worst {times[^1]:F2} ms");
    }

    private void Fill(MetricRow row)
    {
        // A dot makes it a name of OpenTelemetry's kind, to which _total is appended.
        string name = row.Name.StartsWith("aiops_", StringComparison.Ordinal) ? row.Name : Dotted(row.Name);
        KeyValuePair<string, object?>[][] points = [.. Points(row.Labels)];
        const string Meaning = "What it means, in a sentence of usual length.";
        if (row.Type == "counter") exposition.Meter.CreateObservableCounter(name, () => points.Select((labels, i) => new Measurement<long>(123_456_789L * (i + 1), labels)), null, Meaning);
        else if (row.Type == "gauge") exposition.Meter.CreateObservableGauge(name, () => points.Select((labels, i) => new Measurement<double>(0.123456789 * (i + 1), labels)), null, Meaning);
        else
        {
            Histogram<double> histogram = exposition.Meter.CreateHistogram(name, null, Meaning, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = row.Name.StartsWith("http_", StringComparison.Ordinal) ? Bounds[..6] : Bounds });
            foreach (KeyValuePair<string, object?>[] labels in points)
                for (int i = 0; i < 1000; i++) histogram.Record(i * 0.07, labels);
        }
    }

    private static string Dotted(string name)
    {
        int first = name.IndexOf('_', StringComparison.Ordinal);
        return $"{name[..first]}.{name[(first + 1)..]}";
    }

    private static IEnumerable<KeyValuePair<string, object?>[]> Points(IReadOnlyList<string> labels)
    {
        if (labels.Contains("http_route")) return Enumerable.Range(0, 40).Select(i => Label(labels, ["GET", $"/api/v1/groups/{{id}}/part-{i}", i % 4 == 0 ? "404" : "200"]));
        if (labels.Contains("partition")) return Enumerable.Range(0, 64).Select(i => Label(labels, ["lad.logs", $"{i}"]));
        if (labels.Contains("version")) return Enumerable.Range(0, 20).Select(i => Label(labels, [$"service-{i}", $"20261121T2213{i:D2}Z-00de62e8"]));
        IEnumerable<string[]> values = [[]];
        foreach (string label in labels) values = values.SelectMany(before => Enumerable.Range(0, Count(label)).Select(i => (string[])[.. before, $"{label}-{i}"]));
        return values.Select(value => Label(labels, value));
    }

    private static KeyValuePair<string, object?>[] Label(IReadOnlyList<string> names, string[] values) => [.. names.Select((name, i) => KeyValuePair.Create(name, (object?)values[i]))];

    private static int Count(string label) => label switch
    {
        "component" => 13,
        "model" => 20,
        "criterion" => 8,
        "messaging_destination_name" => 6,
        "messaging_system" or "messaging_operation_name" => 1,
        "cause" or "reason" or "part" => 4,
        "intentional" or "result" or "error_type" => 2,
        _ => 5,
    };
}

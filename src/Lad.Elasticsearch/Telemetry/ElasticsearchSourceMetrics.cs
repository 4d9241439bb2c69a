using System.Diagnostics.Metrics;
using Lad.Elasticsearch.Reading;
using Lad.Pipeline.Telemetry;

namespace Lad.Elasticsearch.Telemetry;

/// <summary>What the sources of a process do, added up, and how far those that follow an index are behind.</summary>
internal sealed class ElasticsearchSourceMetrics
{
    private readonly ObservedCounters<ElasticsearchSource> sources = new();

    private ElasticsearchSourceMetrics(Meter meter)
    {
        meter.CreateObservableCounter("lad.elasticsearch.sweeps", sources.Total(source => source.ElasticsearchCounters.Sweeps), "{sweep}", "Sweeps over an index.");
        meter.CreateObservableCounter("lad.elasticsearch.repeated.documents", sources.Total(source => source.ElasticsearchCounters.Repeats), "{document}", "Documents that a sweep met again.");
        meter.CreateObservableCounter("lad.elasticsearch.lost.snapshots", sources.Total(source => source.ElasticsearchCounters.LostSnapshots), "{snapshot}", "Points in time and scrolls that were lost before their end.");
        meter.CreateObservableGauge("lad.elasticsearch.source.lag", Lag, "s", "How far what was read lies behind now, of an index that is followed.");
    }

    /// <summary>The instruments of a process.</summary>
    public static ElasticsearchSourceMetrics Of(Instrumentation instrumentation) => instrumentation.Of(static made => new ElasticsearchSourceMetrics(made.Meter));

    /// <summary>A source is there.</summary>
    /// <returns>Disposed of when it is closed.</returns>
    public IDisposable Observe(ElasticsearchSource source) => sources.Observe(source);

    private Measurement<double>[] Lag() => [.. sources.Present.Select(source => source.Lag).OfType<TimeSpan>().OrderDescending().Take(1).Select(lag => new Measurement<double>(lag.TotalSeconds))];
}

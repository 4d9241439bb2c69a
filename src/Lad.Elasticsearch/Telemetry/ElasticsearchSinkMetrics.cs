using System.Diagnostics.Metrics;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Telemetry;

namespace Lad.Elasticsearch.Telemetry;

/// <summary>What the sinks of a process write, added up.</summary>
internal sealed class ElasticsearchSinkMetrics
{
    private readonly ObservedCounters<ElasticsearchSinkCounters> sinks = new();

    private ElasticsearchSinkMetrics(Meter meter)
    {
        meter.CreateObservableCounter("lad.elasticsearch.documents", sinks.Total(counters => counters.Documents), "{document}", "Documents that were to be written.");
        meter.CreateObservableGauge("lad.elasticsearch.in.flight.documents", sinks.Sum(counters => counters.InFlight), "{document}", "Documents that are not settled.");
        meter.CreateObservableCounter("lad.elasticsearch.bulk.requests", sinks.Total(counters => counters.Requests), "{request}", "Bulk requests, each attempt counted.");
        meter.CreateObservableCounter("lad.elasticsearch.bulk", sinks.Total(counters => counters.Bytes), "By", "Bytes of the bodies of bulk requests.");
        meter.CreateObservableCounter("lad.elasticsearch.sent", sinks.Total(counters => counters.WireBytes), "By", "Bytes of these bodies as they were sent.");
        (string Outcome, Func<long> Count)[] items =
        [
            ("created", sinks.Total(counters => counters.Created)),
            ("duplicate", sinks.Total(counters => counters.Duplicates)),
            ("refused", sinks.Total(counters => counters.Refused)),
            ("retried", sinks.Total(counters => counters.Retried)),
            ("failure-store", sinks.Total(counters => counters.FailureStoreUsed)),
        ];
        meter.CreateObservableCounter("lad.elasticsearch.bulk.items", () => items.Select(item => new Measurement<long>(item.Count(), new KeyValuePair<string, object?>("outcome", item.Outcome))), "{item}",
            "Bulk items by what became of them.");
    }

    /// <summary>The instruments of a process.</summary>
    public static ElasticsearchSinkMetrics Of(Instrumentation instrumentation) => instrumentation.Of(static made => new ElasticsearchSinkMetrics(made.Meter));

    /// <summary>A sink is there.</summary>
    /// <returns>Disposed of when it is closed.</returns>
    public IDisposable Observe(ElasticsearchSinkCounters counters) => sinks.Observe(counters);
}

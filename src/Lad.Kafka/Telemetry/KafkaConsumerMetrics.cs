using System.Diagnostics.Metrics;
using Lad.Kafka.Consuming;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Telemetry;

/// <summary>What the sources of a process do, added up: commits, rebalances, pauses, and how far each partition is behind.</summary>
internal sealed class KafkaConsumerMetrics
{
    private readonly ObservedCounters<KafkaSource> sources = new();

    private KafkaConsumerMetrics(Meter meter)
    {
        meter.CreateObservableGauge("lad.kafka.consumer.lag.records", Lag, "{record}", "Records behind what is delivered, of an assigned partition.");
        meter.CreateObservableGauge("lad.kafka.assigned.partitions", sources.Sum(source => source.Partitions.Assigned), "{partition}", "Partitions that this member has.");
        meter.CreateObservableGauge("lad.kafka.queued.records", sources.Sum(source => source.Buffered), "{record}", "Records that were fetched and wait for the graph.");
        meter.CreateObservableGauge("lad.kafka.paused", () => sources.Present.Any(source => source.KafkaCounters.IsPaused) ? 1L : 0L, null, "1 while reading is paused since the graph is behind.");
        Count(meter, "lad.kafka.consumed", "By", counters => counters.Bytes, "Bytes of keys and values read.");
        Count(meter, "lad.kafka.rebalances", "{rebalance}", counters => counters.Rebalances, "Times that partitions came, went or were lost.");
        Count(meter, "lad.kafka.pauses", "{pause}", counters => counters.Pauses, "Times that reading was paused since the graph was behind.");
        Count(meter, "lad.kafka.rewinds", "{rewind}", counters => counters.Rewinds, "Times that partitions went back to their last commit.");
        Count(meter, "lad.kafka.stale.acknowledgements", "{run}", counters => counters.StaleAcknowledgements, "Runs of delivered records whose partition had been given up.");
        Func<long> committed = Total(counters => counters.Commits);
        Func<long> benign = Total(counters => counters.BenignCommitFailures);
        Func<long> failed = Total(counters => counters.FailedCommits);
        meter.CreateObservableCounter("lad.kafka.commits", () => (Measurement<long>[])[Outcome(committed, "committed"), Outcome(benign, "benign"), Outcome(failed, "failed")], "{commit}", "Commits by what became of them.");
    }

    /// <summary>The instruments of a process.</summary>
    public static KafkaConsumerMetrics Of(Instrumentation instrumentation) => instrumentation.Of(static made => new KafkaConsumerMetrics(made.Meter));

    /// <summary>A source is read from now on.</summary>
    /// <returns>Disposed of when it is closed.</returns>
    public IDisposable Observe(KafkaSource source) => sources.Observe(source);

    private static Measurement<long> Outcome(Func<long> count, string outcome) => new(count(), new KeyValuePair<string, object?>("outcome", outcome));

    private void Count(Meter meter, string name, string? unit, Func<KafkaSourceCounters, long> read, string description) => meter.CreateObservableCounter(name, Total(read), unit, description);

    private Func<long> Total(Func<KafkaSourceCounters, long> read) => sources.Total(source => read(source.KafkaCounters));

    // A trainer reads the history of a partition with one source and what comes with another: what is left of both is how far it is behind.
    private IEnumerable<Measurement<long>> Lag() => sources.Present.SelectMany(source => source.Partitions.Lags).GroupBy(lag => (lag.Topic, lag.Partition))
        .Select(partition => new Measurement<long>(partition.Sum(lag => lag.Records), new("topic", partition.Key.Topic), new KeyValuePair<string, object?>("partition", partition.Key.Partition)));
}

using System.Diagnostics.Metrics;
using Lad.Kafka.Producing;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Telemetry;

/// <summary>What the producers of a process do, added up; <see cref="MessagingMetrics"/> has their messages.</summary>
internal sealed class KafkaProducerMetrics
{
    private readonly ObservedCounters<ProducerCounters> producers = new();

    private KafkaProducerMetrics(Meter meter)
    {
        meter.CreateObservableCounter("lad.kafka.produced", producers.Total(counters => counters.Bytes), "By", "Bytes of keys and values handed to the client.");
        meter.CreateObservableCounter("lad.kafka.producer.retries", producers.Total(counters => counters.Retries), "{request}", "Requests that were sent again.");
        Func<long> committed = producers.Total(counters => counters.TransactionsCommitted);
        Func<long> aborted = producers.Total(counters => counters.TransactionsAborted);
        meter.CreateObservableCounter("lad.kafka.transactions", () => (Measurement<long>[])[Outcome(committed, "committed"), Outcome(aborted, "aborted")], "{transaction}", "Transactions by what became of them.");
    }

    /// <summary>The instruments of a process.</summary>
    public static KafkaProducerMetrics Of(Instrumentation instrumentation) => instrumentation.Of(static made => new KafkaProducerMetrics(made.Meter));

    /// <summary>A producer sends from now on.</summary>
    /// <returns>Disposed of when it is closed.</returns>
    public IDisposable Observe(ProducerCounters counters) => producers.Observe(counters);

    private static Measurement<long> Outcome(Func<long> count, string outcome) => new(count(), new KeyValuePair<string, object?>("outcome", outcome));
}

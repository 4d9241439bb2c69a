using Confluent.Kafka;

namespace Lad.Kafka.Producing;

/// <summary>What librdkafka is told about a producer.</summary>
internal static class ProducerConfiguration
{
    /// <summary>The configuration for <paramref name="options"/>.</summary>
    public static ProducerConfig Of(KafkaProducerOptions options) => options.Client.Over(Own(options));

    private static ProducerConfig Own(KafkaProducerOptions options) => new()
    {
        EnableIdempotence = options.Headers,
        Acks = Acks.All,
        // Never given up by the clock: a broker that is away for long holds the graph back, and all is delivered once it is there again.
        // In a transaction the transaction's own end is the limit.
        MessageTimeoutMs = options.TransactionalId is null ? 0 : null,
        TransactionalId = options.TransactionalId,
        TransactionTimeoutMs = options.TransactionalId is null ? null : (int)options.TransactionTimeout.TotalMilliseconds,
        CompressionType = CompressionType.Lz4,
        // As Java's clients choose partitions: a key is in one partition whoever wrote it.
        Partitioner = Partitioner.Murmur2Random,
        LingerMs = options.Linger.TotalMilliseconds,
        MessageMaxBytes = options.MaxMessageBytes,
        QueueBufferingMaxMessages = options.MaxQueuedMessages,
        QueueBufferingMaxKbytes = (int)Math.Min(options.MaxQueuedBytes / 1024, int.MaxValue),
        DeliveryReportFields = "none",
        StatisticsIntervalMs = 5000,
    };
}

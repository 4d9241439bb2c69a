namespace Lad.Kafka.Tests.Brokers;

/// <summary>What a test needs of a broker and not every broker can do.</summary>
[Flags]
public enum BrokerFeatures
{
    None = 0,

    /// <summary>Headers on messages.</summary>
    Headers = 1,

    /// <summary>Timestamps on messages.</summary>
    Timestamps = 2,

    /// <summary>Producers whose retries are not doubled.</summary>
    Idempotence = 4,

    /// <summary>Transactions that carry a consumer's offsets.</summary>
    Transactions = 8,

    /// <summary>Readers that do not see what an aborted transaction wrote.</summary>
    ReadCommitted = 16,

    /// <summary>Topics made, and their configuration read and changed, over the protocol.</summary>
    Admin = 32,

    /// <summary>All that was produced is kept, however much it is.</summary>
    Retention = 64,

    /// <summary>The first offset of a time; the mock cluster knows only the ends.</summary>
    OffsetsByTime = 128,

    /// <summary>A topic that nobody made is not made by a client that forbids it (allow.auto.create.topics).</summary>
    AbsentTopics = 256,
}

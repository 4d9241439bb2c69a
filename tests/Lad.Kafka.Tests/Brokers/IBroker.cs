namespace Lad.Kafka.Tests.Brokers;

/// <summary>A Kafka that tests run against.</summary>
internal interface IBroker : IAsyncDisposable
{
    /// <summary>What it is called in a test's name.</summary>
    string Name { get; }

    /// <summary>What it can do beyond the plain protocol.</summary>
    BrokerFeatures Features { get; }

    string BootstrapServers { get; }

    /// <summary>Client properties without which it cannot be talked to.</summary>
    IReadOnlyDictionary<string, string> ClientProperties { get; }

    /// <summary>Makes a topic. Names are used once, so that tests do not meet each other.</summary>
    Task CreateTopicAsync(string topic, int partitions);
}

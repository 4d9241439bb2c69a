using System.Collections.Concurrent;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>The topics of an <see cref="AdminBroker"/>.</summary>
internal sealed class AdminTopics : ConcurrentDictionary<string, AdminTopic>
{
    /// <summary>What a topic has that sets nothing of its own, as a broker has it.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        ["cleanup.policy"] = "delete",
        ["compression.type"] = "producer",
        ["delete.retention.ms"] = "86400000",
        ["max.message.bytes"] = "1048588",
        ["min.cleanable.dirty.ratio"] = "0.5",
        ["min.insync.replicas"] = "1",
        ["retention.ms"] = "604800000",
        ["segment.ms"] = "604800000",
    };

    /// <summary>Requests that changed something.</summary>
    public int Changes { get; set; }
}

/// <summary>A topic of an <see cref="AdminBroker"/>.</summary>
/// <param name="Partitions">Partitions.</param>
/// <param name="Replication">Copies of each.</param>
/// <param name="Own">What is set for the topic itself.</param>
internal sealed record AdminTopic(int Partitions, int Replication, IReadOnlyDictionary<string, string> Own);

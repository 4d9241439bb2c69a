using System.Globalization;
using Confluent.Kafka;
using Lad.Cli.Health;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Kafka.Consuming;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Records;

/// <summary>Says on stderr what happens to a source of topics: one line for each event that an operator may want to know of.</summary>
/// <param name="terminal">Where it is said.</param>
/// <param name="health">What probes are told, of a source that is read for as long as the service runs.</param>
internal sealed class TopicObserver(Terminal terminal, TopicHealth? health = null) : IKafkaSourceObserver
{
    private const int Shown = 12;
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Kafka);

    /// <inheritdoc/>
    public void Assigned(IReadOnlyList<TopicPartition> partitions)
    {
        health?.Assigned(partitions);
        if (partitions.Count == 0) log.StandingBy();
        else log.PartitionsAssigned(List(partitions));
    }

    /// <inheritdoc/>
    public void Revoked(IReadOnlyList<TopicPartition> partitions, bool drained)
    {
        health?.Revoked(partitions);
        if (drained) log.PartitionsGivenUp(List(partitions));
        else log.PartitionsGivenUpUndrained(List(partitions));
    }

    /// <inheritdoc/>
    public void Lost(IReadOnlyList<TopicPartition> partitions)
    {
        health?.Lost(partitions);
        log.PartitionsLost(List(partitions));
    }

    /// <inheritdoc/>
    public void Rewound(IReadOnlyList<TopicPartition> partitions) => log.PartitionsRewound(List(partitions));

    /// <inheritdoc/>
    public void Paused(long records, long bytes) =>
        log.ReadingPaused(string.Create(CultureInfo.InvariantCulture, $"reading pauses: {records:N0} records wait to be scored or delivered"), records, bytes);

    /// <inheritdoc/>
    public void Resumed() => log.ReadingResumed();

    /// <inheritdoc/>
    public void CommitFailed(string reason, bool benign)
    {
        if (!benign) log.CommitFailed(reason);
    }

    /// <inheritdoc/>
    public void Waiting(string reason)
    {
        health?.Waiting(reason);
        log.TopicAwaited(reason);
    }

    /// <inheritdoc/>
    public void Turned() => health?.Turned();

    /// <inheritdoc/>
    public void Trouble(string reason) => log.SourceTroubled(reason);

    /// <summary>Partitions by topic, not too many of them: <c>lad.logs/0,1,2 payment.logs/0</c>.</summary>
    internal static string List(IReadOnlyList<TopicPartition> partitions)
    {
        IEnumerable<string> topics = partitions.Take(Shown).GroupBy(partition => partition.Topic, StringComparer.Ordinal)
            .Select(topic => $"{topic.Key}/{string.Join(',', topic.Select(partition => partition.Partition.Value).Order())}");
        return string.Join(' ', topics) + (partitions.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {partitions.Count - Shown} more") : "");
    }
}

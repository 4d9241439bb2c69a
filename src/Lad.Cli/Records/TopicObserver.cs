using System.Globalization;
using Confluent.Kafka;
using Lad.Cli.Health;
using Lad.Cli.Terminals;
using Lad.Kafka.Consuming;

namespace Lad.Cli.Records;

/// <summary>Says on stderr what happens to a source of topics: one line for each event that an operator may want to know of.</summary>
/// <param name="terminal">Where it is said.</param>
/// <param name="health">What probes are told, of a source that is read for as long as the service runs.</param>
internal sealed class TopicObserver(Terminal terminal, TopicHealth? health = null) : IKafkaSourceObserver
{
    private const int Shown = 12;

    /// <inheritdoc/>
    public void Assigned(IReadOnlyList<TopicPartition> partitions)
    {
        health?.Assigned(partitions);
        Say(partitions.Count == 0 ? "standing by: the group has no partition for this member" : $"reading {List(partitions)}");
    }

    /// <inheritdoc/>
    public void Revoked(IReadOnlyList<TopicPartition> partitions, bool drained)
    {
        health?.Revoked(partitions);
        Say($"gave up {List(partitions)}{(drained ? "" : ", with records in flight that did not end in time (Kafka:DrainDeadline); their next reader scores them again")}");
    }

    /// <inheritdoc/>
    public void Lost(IReadOnlyList<TopicPartition> partitions)
    {
        health?.Lost(partitions);
        Say($"lost {List(partitions)}: the group went on without this member; what was in flight is scored again by others");
    }

    /// <inheritdoc/>
    public void Rewound(IReadOnlyList<TopicPartition> partitions) => Say($"{List(partitions)}: read again from the last commit");

    /// <inheritdoc/>
    public void Paused(long records, long bytes) => Say(string.Create(CultureInfo.InvariantCulture, $"reading pauses: {records:N0} records wait to be scored or delivered"));

    /// <inheritdoc/>
    public void Resumed() => Say("reading goes on");

    /// <inheritdoc/>
    public void CommitFailed(string reason, bool benign)
    {
        if (!benign) Say($"offsets were not committed, the next commit has them: {reason}");
    }

    /// <inheritdoc/>
    public void Waiting(string reason)
    {
        health?.Waiting(reason);
        Say($"waiting: {reason}");
    }

    /// <inheritdoc/>
    public void Turned() => health?.Turned();

    /// <inheritdoc/>
    public void Trouble(string reason) => Say(reason);

    private void Say(string line) => terminal.Error.WriteLine("lad: " + line);

    /// <summary>Partitions by topic, not too many of them: <c>lad.logs/0,1,2 payment.logs/0</c>.</summary>
    internal static string List(IReadOnlyList<TopicPartition> partitions)
    {
        IEnumerable<string> topics = partitions.Take(Shown).GroupBy(partition => partition.Topic, StringComparer.Ordinal)
            .Select(topic => $"{topic.Key}/{string.Join(',', topic.Select(partition => partition.Partition.Value).Order())}");
        return string.Join(' ', topics) + (partitions.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {partitions.Count - Shown} more") : "");
    }
}

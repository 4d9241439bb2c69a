using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Terminals;
using Lad.Kafka.Consuming;

namespace Lad.Cli.Records;

/// <summary>Opens topics as the settings name them.</summary>
internal static class TopicSource
{
    /// <summary>Everything that stands in the topics now, for a reader of its own that commits nothing.</summary>
    public static KafkaSource ToEnd(LadSettings settings, Terminal terminal) =>
        Open(settings, Start(settings, SourceStart.Earliest, terminal.Clock), group: null, stopAtEnd: true, terminal, null);

    /// <summary>This process's share of what comes, as a member of the group.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="fromEnd">Whether a group that never ran begins with what comes from now on.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="transactions">Commits in the consumer's place; <see langword="null"/>: the consumer does.</param>
    public static KafkaSource OfGroup(LadSettings settings, bool fromEnd, Terminal terminal, IOffsetTransactions? transactions = null) =>
        Open(settings, Start(settings, fromEnd ? SourceStart.StoredOrLatest : SourceStart.StoredOrEarliest, terminal.Clock), settings.Kafka.GroupId, stopAtEnd: false, terminal, transactions);

    private static KafkaSource Open(LadSettings settings, SourceStart start, string? group, bool stopAtEnd, Terminal terminal, IOffsetTransactions? transactions) => new(
        new KafkaSourceOptions
        {
            Client = settings.Kafka.ToClientOptions(KafkaLines.Of(terminal)),
            Topics = settings.Input.From.Topics,
            GroupId = group,
            InstanceId = group is null || settings.Kafka.InstanceId.Length == 0 ? null : settings.Kafka.InstanceId,
            Start = start,
            StopAtEnd = stopAtEnd,
            DrainDeadline = settings.Kafka.DrainDeadline,
            CommitInterval = settings.Kafka.CommitInterval,
            ReadTraceParent = settings.Kafka.Headers,
        },
        terminal.Clock, new TopicObserver(terminal, group is null ? null : new TopicHealth(terminal.Health, settings.Input.From.ToString(), group, settings.Kafka.DrainDeadline)), transactions, terminal.Instrumentation);

    private static SourceStart Start(LadSettings settings, SourceStart stored, TimeProvider clock) => settings.Kafka.Start.Kind switch
    {
        KafkaStartKind.Stored when settings.Input.Since is { } since => SourceStart.At(since.At(clock)),
        KafkaStartKind.Stored => stored,
        KafkaStartKind.Earliest => SourceStart.Earliest,
        KafkaStartKind.Latest => SourceStart.Latest,
        _ => SourceStart.At(settings.Kafka.Start.Moment(clock)!.Value),
    };
}

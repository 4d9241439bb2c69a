using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>Topics, and Kafka's client.</summary>
internal static partial class KafkaEvents
{
    [LoggerMessage(7001, LogLevel.Information, "reading {Partitions}", EventName = "partitions-assigned")]
    public static partial void PartitionsAssigned(this ILogger log, string partitions);

    [LoggerMessage(7002, LogLevel.Information, "standing by: the group has no partition for this member", EventName = "standing-by")]
    public static partial void StandingBy(this ILogger log);

    [LoggerMessage(7003, LogLevel.Information, "gave up {Partitions}", EventName = "partitions-given-up")]
    public static partial void PartitionsGivenUp(this ILogger log, string partitions);

    [LoggerMessage(7004, LogLevel.Warning, "gave up {Partitions}, with records in flight that did not end in time (Kafka:DrainDeadline); their next reader scores them again", EventName = "partitions-given-up-undrained")]
    public static partial void PartitionsGivenUpUndrained(this ILogger log, string partitions);

    [LoggerMessage(7005, LogLevel.Warning, "lost {Partitions}: the group went on without this member; what was in flight is scored again by others", EventName = "partitions-lost")]
    public static partial void PartitionsLost(this ILogger log, string partitions);

    [LoggerMessage(7006, LogLevel.Warning, "{Partitions}: read again from the last commit", EventName = "partitions-rewound")]
    public static partial void PartitionsRewound(this ILogger log, string partitions);

    [LoggerMessage(7007, LogLevel.Information, "{Text}", EventName = "reading-paused")]
    public static partial void ReadingPaused(this ILogger log, string text, long records, long bytes);

    [LoggerMessage(7008, LogLevel.Information, "reading goes on", EventName = "reading-resumed")]
    public static partial void ReadingResumed(this ILogger log);

    [LoggerMessage(7009, LogLevel.Warning, "offsets were not committed, the next commit has them: {Reason}", EventName = "commit-failed")]
    public static partial void CommitFailed(this ILogger log, string reason);

    [LoggerMessage(7010, LogLevel.Warning, "waiting: {Reason}", EventName = "topic-awaited")]
    public static partial void TopicAwaited(this ILogger log, string reason);

    [LoggerMessage(7011, LogLevel.Warning, "{Text}", EventName = "source-troubled")]
    public static partial void SourceTroubled(this ILogger log, string text);

    [LoggerMessage(7101, LogLevel.Error, "kafka: {Text}", EventName = "client-failed")]
    public static partial void ClientFailed(this ILogger log, string text, string facility, string client);

    [LoggerMessage(7102, LogLevel.Warning, "kafka: {Text}", EventName = "client-troubled")]
    public static partial void ClientTroubled(this ILogger log, string text, string facility, string client);

    [LoggerMessage(7103, LogLevel.Information, "kafka: {Text}", EventName = "client-noted")]
    public static partial void ClientNoted(this ILogger log, string text, string facility, string client);

    [LoggerMessage(7104, LogLevel.Debug, "kafka: {Text}", EventName = "client-debugged")]
    public static partial void ClientDebugged(this ILogger log, string text, string facility, string client);
}

using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>What is scored and delivered.</summary>
internal static partial class ScoringEvents
{
    [LoggerMessage(2001, LogLevel.Information, "stopped while warming: nothing was read", EventName = "stopped-while-warming")]
    public static partial void StoppedWhileWarming(this ILogger log);

    [LoggerMessage(2002, LogLevel.Warning, "not there yet: {Topics}. Brokers that make topics by themselves choose partitions and retention; `lad topics apply` makes them as they should be", EventName = "topics-missing")]
    public static partial void TopicsMissing(this ILogger log, string topics);

    [LoggerMessage(2003, LogLevel.Information, "{Received} records in {Seconds} s = {Scored} scored + {DeadLettered} dead-lettered + {Filtered} filtered + {InFlight} not delivered; {Anomalies} anomalies, {Suppressed} of them suppressed", EventName = "run-ended")]
    public static partial void RunEnded(this ILogger log, long received, double seconds, long scored, long deadLettered, long filtered, long inFlight, long anomalies, long suppressed, long truncated, IReadOnlyList<string> models);

    [LoggerMessage(2004, LogLevel.Warning, "dead letters were not kept; --dead-letters FILE keeps them with the reason", EventName = "dead-letters-discarded")]
    public static partial void DeadLettersDiscarded(this ILogger log);

    [LoggerMessage(2005, LogLevel.Error, "stopped before everything in flight was delivered; it will be read again", EventName = "drain-missed")]
    public static partial void DrainMissed(this ILogger log, long inFlight);

    [LoggerMessage(2006, LogLevel.Warning, "the reader of the output went away", EventName = "output-closed")]
    public static partial void OutputClosed(this ILogger log);

    [LoggerMessage(2007, LogLevel.Information, "{Output}: {Documents} documents = {Created} created + {Duplicates} there already + {Refused} refused + {InFlight} not settled; {Retried} sent again, in {Requests} requests", EventName = "documents-written")]
    public static partial void DocumentsWritten(this ILogger log, string output, long documents, long created, long duplicates, long refused, long inFlight, long retried, long requests, long failureStoreUsed, long failureStoreFailed);
}

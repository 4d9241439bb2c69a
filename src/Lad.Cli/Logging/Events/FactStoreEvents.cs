using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>The fact store, as far as the process is concerned.</summary>
internal static partial class FactStoreEvents
{
    [LoggerMessage(5101, LogLevel.Information, "the fact store is at {Address}; it keeps {Database} and publishes to {Publisher}", EventName = "fact-store-open")]
    public static partial void FactStoreOpen(this ILogger log, Uri address, string database, string publisher);

    [LoggerMessage(5102, LogLevel.Information, "anomalies are read from {Source}", EventName = "anomalies-read")]
    public static partial void AnomaliesRead(this ILogger log, string source);

    [LoggerMessage(5103, LogLevel.Information, "open {Address} to see what is found, and to say what is none", EventName = "pages-open")]
    public static partial void PagesOpen(this ILogger log, Uri address);

    [LoggerMessage(5104, LogLevel.Error, "the fact store has ended, scoring goes on without it: {Reason}", EventName = "pages-ended")]
    public static partial void PagesEnded(this ILogger log, string reason, Exception failure);

    [LoggerMessage(5105, LogLevel.Warning, "requests under way did not end in time and were cut off", EventName = "requests-cut-off")]
    public static partial void RequestsCutOff(this ILogger log);

    [LoggerMessage(5106, LogLevel.Warning, "{Statements} statements are not published yet; the next start of a fact store does that", EventName = "statements-left")]
    public static partial void StatementsLeft(this ILogger log, long statements);

    [LoggerMessage(5107, LogLevel.Warning, "what is not published yet is published at the next start{Reason}", EventName = "publication-put-off")]
    public static partial void PublicationPutOff(this ILogger log, string reason, Exception? failure);

    [LoggerMessage(5108, LogLevel.Warning, "{Text}", EventName = "fact-store-noted")]
    public static partial void FactStoreNoted(this ILogger log, string text);
}

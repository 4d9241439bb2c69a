using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>What people said.</summary>
internal static partial class FeedbackEvents
{
    [LoggerMessage(4001, LogLevel.Information, "{Text}", EventName = "feedback-in-force")]
    public static partial void FeedbackInForce(this ILogger log, string text, int templates);

    [LoggerMessage(4002, LogLevel.Error, "feedback of {Place} is no longer followed, the process ends so that the next one follows it: {Reason}", EventName = "feedback-lost")]
    public static partial void FeedbackLost(this ILogger log, string place, string reason, Exception failure);

    [LoggerMessage(4003, LogLevel.Warning, "{Text}", EventName = "feedback-noted")]
    public static partial void FeedbackNoted(this ILogger log, string text);
}

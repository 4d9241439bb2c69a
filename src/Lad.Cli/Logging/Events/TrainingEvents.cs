using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>Learning.</summary>
internal static partial class TrainingEvents
{
    [LoggerMessage(3001, LogLevel.Information, "{Text}", EventName = "model-published")]
    public static partial void ModelPublished(this ILogger log, string text, string modelName, string version, string cause, long learned, double seconds);

    [LoggerMessage(3002, LogLevel.Warning, "{Text}", EventName = "model-not-published")]
    public static partial void ModelNotPublished(this ILogger log, string text, string modelName, string cause, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "{Text}", EventName = "training-failed")]
    public static partial void TrainingFailed(this ILogger log, string text, string modelName, string cause, string reason);

    [LoggerMessage(3004, LogLevel.Information, "{Text}", EventName = "nothing-new")]
    public static partial void NothingNew(this ILogger log, string text, string modelName, string cause);

    [LoggerMessage(3005, LogLevel.Information, "{Text}", EventName = "history-read")]
    public static partial void HistoryRead(this ILogger log, string text, string source, long received, long unusable, long kept);

    [LoggerMessage(3006, LogLevel.Information, "{Text}", EventName = "first-model-begun")]
    public static partial void FirstModelBegun(this ILogger log, string text, string source, long records);

    [LoggerMessage(3007, LogLevel.Information, "{Text}", EventName = "model-learned")]
    public static partial void ModelLearned(this ILogger log, string text, string modelName, string version, long records);

    [LoggerMessage(3008, LogLevel.Warning, "no new model, {Kept} stays{Where}: {Reason}", EventName = "model-kept")]
    public static partial void ModelKept(this ILogger log, string kept, string where, string reason);

    [LoggerMessage(3009, LogLevel.Information, "{Text}", EventName = "training-put-off")]
    public static partial void TrainingPutOff(this ILogger log, string text, long records, long needed);
}

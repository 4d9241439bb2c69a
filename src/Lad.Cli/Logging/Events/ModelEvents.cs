using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>Models in force.</summary>
internal static partial class ModelEvents
{
    [LoggerMessage(2101, LogLevel.Information, "{Text}", EventName = "model-in-force")]
    public static partial void ModelInForce(this ILogger log, string text, string modelName, string version);

    [LoggerMessage(2102, LogLevel.Warning, "{Text}", EventName = "model-left-out")]
    public static partial void ModelLeftOut(this ILogger log, string text, string modelName, string version);

    [LoggerMessage(2103, LogLevel.Information, "model {ModelName} was removed: {Outcome}", EventName = "model-removed")]
    public static partial void ModelRemoved(this ILogger log, string modelName, string outcome);

    [LoggerMessage(2104, LogLevel.Information, "model {ModelName} was removed; it stays in force here until another one comes", EventName = "model-outlives")]
    public static partial void ModelOutlives(this ILogger log, string modelName);

    [LoggerMessage(2105, LogLevel.Warning, "a new model was refused, the old one stays: {Reason}", EventName = "model-refused")]
    public static partial void ModelRefused(this ILogger log, string reason, string modelName, Exception? failure);

    [LoggerMessage(2106, LogLevel.Warning, "models cannot be read for now, those in force stay: {Reason}", EventName = "models-unreadable")]
    public static partial void ModelsUnreadable(this ILogger log, string reason, Exception? failure);

    [LoggerMessage(2107, LogLevel.Information, "warming: {Reason}", EventName = "model-awaited")]
    public static partial void ModelAwaited(this ILogger log, string reason);
}

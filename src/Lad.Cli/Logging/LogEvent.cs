using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging;

/// <summary>Something that is told.</summary>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Category">Whose it is.</param>
/// <param name="Id">Its number and name, which stay.</param>
/// <param name="Text">What happened, for people.</param>
/// <param name="Failure">What went wrong.</param>
/// <param name="Parameters">What it is about, for programs.</param>
internal sealed record LogEvent(DateTimeOffset Time, LogLevel Level, string Category, EventId Id, string Text, Exception? Failure, IReadOnlyList<KeyValuePair<string, object?>> Parameters)
{
    /// <summary>The trace in which it happened.</summary>
    public ActivityTraceId Trace { get; init; }

    /// <summary>The span in which it happened.</summary>
    public ActivitySpanId Span { get; init; }
}

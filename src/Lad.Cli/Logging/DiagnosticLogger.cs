using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging;

/// <summary>The logger of one category.</summary>
/// <param name="category">The category.</param>
/// <param name="diagnostics">Where it goes.</param>
internal sealed class DiagnosticLogger(string category, Diagnostics diagnostics) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => diagnostics.Writes(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel)) return;
        IReadOnlyList<KeyValuePair<string, object?>> parameters = state is IReadOnlyList<KeyValuePair<string, object?>> given ? [.. given] : [];
        Activity? activity = Activity.Current;
        diagnostics.Write(new LogEvent(diagnostics.Now, logLevel, category, eventId, formatter(state, exception), exception, parameters)
        {
            Trace = activity?.TraceId ?? default,
            Span = activity?.SpanId ?? default,
        });
    }
}

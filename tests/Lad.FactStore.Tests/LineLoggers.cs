using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Tests;

/// <summary>Hands on the text of what is logged, with the failure's.</summary>
internal sealed class LineLoggers(Action<string> tell) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing is held.
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        tell(formatter(state, exception) + (exception is null ? "" : ": " + exception));
}

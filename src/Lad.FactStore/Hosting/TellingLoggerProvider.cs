using Lad.FactStore.Pages.Shared;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Hosting;

/// <summary>Hands what the server has to say to the process: warnings and failures, one line each. Requests are not logged.</summary>
internal sealed class TellingLoggerProvider(Action<string>? tell) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TellingLogger(categoryName, tell);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class TellingLogger(string category, Action<string>? tell) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => tell is not null && logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            // Where it happened is said of what nobody foresaw; the rest says what to do.
            string failure = exception switch { null => "", FactStoreException known => ": " + known.Message, _ => $": {exception}" };
            tell!(VisibleText.Plain($"{category}: {formatter(state, exception)}{failure}", 2000));
        }
    }
}

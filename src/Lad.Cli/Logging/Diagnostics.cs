using System.Collections;
using System.Collections.Concurrent;
using Lad.Cli.Configuration;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging;

/// <summary>
/// What a process has to say on stderr, besides the answers of commands that a person waits for: structured events, written as text until a long-running command begins and says otherwise. Thread-safe.
/// What repeats is held back for a while and counted (<see cref="RepeatedEvents"/>).
/// </summary>
internal sealed class Diagnostics : ILoggerFactory
{
    /// <summary>How long what repeats is held back.</summary>
    public static TimeSpan Quiet { get; } = TimeSpan.FromSeconds(30);

    private readonly TextWriter error;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, ILogger> loggers = new(StringComparer.Ordinal);
    private readonly RepeatedEvents repeated;
    private LogLevel least = LogLevel.Information;
    private string service = "lad";
    private bool isService;
    private bool isClosed;
    private ITimer? due;

    /// <param name="error">Where it is written.</param>
    /// <param name="clock">The clock.</param>
    public Diagnostics(TextWriter error, TimeProvider clock)
    {
        this.error = error;
        this.clock = clock;
        repeated = new RepeatedEvents(clock, Quiet, Tell);
    }

    /// <summary>How it is written.</summary>
    public LogFormat Format { get; private set; }

    /// <summary>How much was written and held back.</summary>
    public LogCounters Counters { get; } = new();

    /// <summary>The time, UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A long-running command begins: until its settings are known, it writes as its surroundings suggest.</summary>
    /// <param name="name">What it calls itself, such as <c>lad-scorer</c>.</param>
    /// <param name="variables">The environment.</param>
    public void Begin(string name, IDictionary variables)
    {
        (isService, service) = (true, name);
        Format = LogFormats.Of(variables["Lad__Logging__Format"] as string ?? "", variables);
    }

    /// <summary>The settings are known. Commands that a person waits for stay with text, and hide nothing.</summary>
    public void Settle(LadSettings settings, IDictionary variables)
    {
        LogLevel level = LogLevels.Of(settings.Logging.Level);
        least = isService || level < least ? level : least;
        if (!isService) return;
        Format = LogFormats.Of(settings.Logging.Format, variables);
        if (settings.Telemetry.ServiceName is { Length: > 0 } own) service = own;
        else if (variables["OTEL_SERVICE_NAME"] is string { Length: > 0 } known) service = known;
    }

    /// <summary>Whether a level is written.</summary>
    public bool Writes(LogLevel level) => level >= least && level != LogLevel.None;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => loggers.GetOrAdd(categoryName, static (name, self) => new DiagnosticLogger(name, self), this);

    /// <summary>Writes an event, or holds it back.</summary>
    public void Write(LogEvent one)
    {
        lock (gate)
        {
            if (isClosed)
            {
                Tell(one, 0);
            }
            else if (!repeated.Take(one))
            {
                Counters.HoldBack();
                Wait();
            }
        }
    }

    /// <summary>The process is about to end: what was held back is told, and nothing is any more.</summary>
    public void Close()
    {
        lock (gate)
        {
            if (isClosed) return;
            isClosed = true;
            repeated.TellDue(all: true);
            due?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one place for diagnostics.");

    private void TellDue()
    {
        lock (gate)
        {
            if (isClosed) return;
            repeated.TellDue(all: false);
            Wait();
        }
    }

    private void Wait()
    {
        if (repeated.Left is not { } left) return;
        due ??= clock.CreateTimer(static state => ((Diagnostics)state!).TellDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        due.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Tell(LogEvent one, int before)
    {
        Counters.Write(one.Level);
        try
        {
            error.WriteLine(Format == LogFormat.Json ? JsonLine.Of(one, before, service) : TextLine.Of(one, before));
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // Nobody reads it any more. The work goes on without.
        }
    }
}

using System.Diagnostics.Tracing;

namespace Lad.Cli.Telemetry.Otlp;

/// <summary>
/// Says once that a collector cannot be reached, or refuses, and once that it can be again, of each endpoint by itself: OpenTelemetry tells such things to whoever listens, and at each attempt. What comes and goes is told every ten minutes at most.
/// </summary>
internal sealed class CollectorWatch : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";
    private const string Success = "ExportSuccess";
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly string[]? endpoints;
    private readonly Action<string>? tell;
    private readonly TimeProvider clock;
    // No more than signals: one may be taken where another is refused.
    private readonly Dictionary<string, Trouble> troubles = [];

    /// <param name="collectors">Whose fate is told.</param>
    /// <param name="tell">Takes a sentence.</param>
    /// <param name="clock">The clock.</param>
    public CollectorWatch(CollectorChoice collectors, Action<string> tell, TimeProvider clock)
    {
        this.clock = clock;
        this.tell = tell;
        // Last: events may come before, from the base's constructor on.
        endpoints = [.. new[] { collectors.Metrics, collectors.Traces }.OfType<Collector>().Select(collector => collector.Endpoint.AbsoluteUri)];
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter) EnableEvents(eventSource, EventLevel.Informational);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (endpoints is null || eventData.Payload is not [var first, ..] payload || first?.ToString() is not { } place) return;
        if (!endpoints.Any(endpoint => place.StartsWith(endpoint, StringComparison.Ordinal))) return;
        if (eventData.EventName == Success) Arrived(place);
        else if (eventData.Level <= EventLevel.Warning) Failed(place, Reason(payload[^1]?.ToString() ?? ""));
    }

    private void Failed(string place, string reason)
    {
        lock (gate)
        {
            if (troubles.TryGetValue(place, out Trouble last) && (last.IsAway || clock.GetElapsedTime(last.Told) < Quiet)) return;
            troubles[place] = new Trouble(clock.GetTimestamp(), IsAway: true);
        }
        tell?.Invoke($"telemetry cannot be sent to {place}: {reason}; the work goes on without");
    }

    private void Arrived(string place)
    {
        lock (gate)
        {
            if (!troubles.TryGetValue(place, out Trouble last) || !last.IsAway) return;
            troubles[place] = last with { IsAway = false };
        }
        tell?.Invoke($"telemetry is sent to {place} again");
    }

    // An exception's first line without its type: what follows is a stack.
    private static string Reason(string exception)
    {
        string line = exception.Split('\n')[0].Trim();
        int type = line.IndexOf("Exception: ", StringComparison.Ordinal);
        return (type < 0 ? line : line[(type + "Exception: ".Length)..]).TrimEnd('.');
    }

    private readonly record struct Trouble(long Told, bool IsAway);
}

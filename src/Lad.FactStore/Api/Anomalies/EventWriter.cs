using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Answers;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>Writes server-sent events; each is sent at once. The data is JSON on one line, so that no text of a log can end an event.</summary>
internal sealed class EventWriter(Stream body)
{
    /// <summary>Tells a listener that it is heard, and after how long to come back when the connection breaks.</summary>
    public Task OpenAsync(CancellationToken cancellation) => SendAsync("retry: 3000\n: open\n\n", cancellation);

    /// <summary>A comment that keeps proxies from closing a silent connection.</summary>
    public Task HeartbeatAsync(CancellationToken cancellation) => SendAsync(": still here\n\n", cancellation);

    /// <summary>Tells a listener the latest event's id without the event.</summary>
    public Task PlaceAsync(string eventId, CancellationToken cancellation) => SendAsync($"id: {eventId}\n\n", cancellation);

    /// <summary>Lets a listener come back at once, and behind the event that is the latest by its time: late ones that were sent since are no place to go on from.</summary>
    public Task EndAsync(string? eventId, CancellationToken cancellation) => SendAsync($"retry: 500\n{(eventId is null ? "" : $"id: {eventId}\n")}\n", cancellation);

    public Task AnomalyAsync(AnomalyRecord anomaly, CancellationToken cancellation) =>
        SendAsync($"id: {anomaly.EventId}\nevent: anomaly\ndata: {Json(AnomalyAnswer.Of(anomaly), ApiJson.Default.AnomalyAnswer)}\n\n", cancellation);

    /// <summary>Tells that something was left out.</summary>
    /// <param name="count">How much; <see langword="null"/> when nobody knows.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task MissedAsync(long? count, CancellationToken cancellation) => SendAsync($"event: missed\ndata: {Json(new MissedAnswer(count), ApiJson.Default.MissedAnswer)}\n\n", cancellation);

    private static string Json<T>(T value, JsonTypeInfo<T> form) => JsonSerializer.Serialize(value, form);

    private async Task SendAsync(string text, CancellationToken cancellation)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
        await body.FlushAsync(cancellation).ConfigureAwait(false);
    }
}

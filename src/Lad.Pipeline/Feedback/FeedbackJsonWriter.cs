using System.Globalization;
using System.Text.Json;
using Lad.Detection.Templates;

namespace Lad.Pipeline.Feedback;

/// <summary>Writes statements and states; what is empty is left out.</summary>
internal static class FeedbackJsonWriter
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static void Write(Utf8JsonWriter json, FeedbackState state)
    {
        json.WriteStartObject();
        json.WriteString("fingerprint"u8, Fingerprint.ToText(state.Fingerprint));
        json.WriteNumber("sequence"u8, state.Sequence);
        Write(json, "judgement", state.Judgement);
        Write(json, "snooze", state.Snooze);
        Write(json, "schedule", state.Schedule);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, FeedbackStatement statement)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, statement.Sequence);
        json.WriteString("fingerprint"u8, Fingerprint.ToText(statement.Fingerprint));
        json.WriteString("kind"u8, statement.Kind.ToText());
        Write(json, "message", statement.Message);
        Write(json, "service", statement.Service);
        Write(json, "model", statement.Model);
        Write(json, "event", statement.EventId);
        json.WriteString("author"u8, statement.Author);
        json.WriteString("at"u8, Text(statement.At));
        Write(json, "reason", statement.Reason);
        if (statement.Until is { } until) json.WriteString("until"u8, Text(until));
        if (statement.Schedule is { } schedule) json.WriteString("schedule"u8, schedule.ToString());
        if (statement.Retracts is { } retracts) json.WriteNumber("retracts"u8, retracts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, FeedbackStatement? statement)
    {
        if (statement is null) return;
        json.WritePropertyName(name);
        Write(json, statement);
    }

    private static void Write(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}

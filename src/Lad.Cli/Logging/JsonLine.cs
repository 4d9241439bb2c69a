using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Logging;

/// <summary>Writes an event as a JSON object on one line, with the names of the Elastic Common Schema; what that has no name for is under <c>lad.</c>.</summary>
internal static class JsonLine
{
    private const int LongestText = 8000;
    private const int LongestTrace = 32_000;

    // Letters of all languages stay as they are; what a terminal or a reader of lines would obey is escaped all the same.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    /// <param name="one">The event.</param>
    /// <param name="before">How many like it were held back before it.</param>
    /// <param name="service">What the process calls itself.</param>
    public static string Of(LogEvent one, int before, string service)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("@timestamp", one.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("log.level", LogLevels.Name(one.Level));
            json.WriteString("message", Cut(one.Text, LongestText));
            json.WriteString("ecs.version", "8.11.0");
            json.WriteString("log.logger", one.Category);
            if (one.Id.Id != 0) json.WriteString("event.code", one.Id.Id.ToString(CultureInfo.InvariantCulture));
            if (one.Id.Name is { Length: > 0 } name) json.WriteString("event.action", name);
            json.WriteString("service.name", service);
            json.WriteString("service.version", Instrumentation.Version);
            json.WriteNumber("process.pid", Environment.ProcessId);
            WriteTrace(json, one);
            WriteFailure(json, one.Failure);
            if (before > 0) json.WriteNumber("lad.repeats", before);
            WriteParameters(json, one.Parameters);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteTrace(Utf8JsonWriter json, LogEvent one)
    {
        if (one.Trace == default(ActivityTraceId)) return;
        json.WriteString("trace.id", one.Trace.ToHexString());
        json.WriteString("span.id", one.Span.ToHexString());
    }

    private static void WriteFailure(Utf8JsonWriter json, Exception? failure)
    {
        if (failure is null) return;
        json.WriteString("error.type", failure.GetType().FullName);
        json.WriteString("error.message", Cut(failure.Message, LongestText));
        json.WriteString("error.stack_trace", Cut(failure.ToString(), LongestTrace));
    }

    private static void WriteParameters(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> parameters)
    {
        foreach ((string parameter, object? value) in parameters)
        {
            if (value is null || ParameterName.Of(parameter) is not { } name) continue;
            json.WritePropertyName(name);
            switch (value)
            {
                case bool flag: json.WriteBooleanValue(flag); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
                case IEnumerable<string> texts: WriteAll(json, texts); break;
                default: json.WriteStringValue(Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", LongestText)); break;
            }
        }
    }

    private static void WriteAll(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (string text in texts.Take(100)) json.WriteStringValue(Cut(text, LongestText));
        json.WriteEndArray();
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}

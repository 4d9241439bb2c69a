using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.Reading.Sweeps;

namespace Lad.Elasticsearch.Reading;

/// <summary>Writes what documents must match, all of it as filters: they are not ranked, and Elasticsearch caches them.</summary>
internal static class SourceQuery
{
    /// <summary>The query of a sweep.</summary>
    public static byte[] Of(ElasticsearchSourceOptions options, SweepPlan plan) => Of(options, writer => WriteTime(writer, options.TimeField, plan));

    /// <summary>The query of the documents that sweeps with times pass over.</summary>
    public static byte[] WithoutTime(ElasticsearchSourceOptions options) => Of(options, writer => WriteMissing(writer, options.TimeField));

    private static byte[] Of(ElasticsearchSourceOptions options, Action<Utf8JsonWriter> writeTime)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartObject("bool"u8);
        writer.WriteStartArray("filter"u8);
        writeTime(writer);
        if (options.Service.Length > 0) WriteService(writer, options);
        if (options.Query.Trim() is { Length: > 0 } query) WriteQuery(writer, query);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string field, SweepPlan plan)
    {
        bool isBounded = plan.From is not null || plan.To is not null;
        if (!plan.Untimed)
        {
            if (isBounded) WriteRange(writer, field, plan);
            else WriteExists(writer, field);
        }
        else if (isBounded)
        {
            StartAny(writer);
            WriteRange(writer, field, plan);
            WriteMissing(writer, field);
            EndAny(writer);
        }
    }

    private static void WriteMissing(Utf8JsonWriter writer, string field)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("bool"u8);
        writer.WriteStartArray("must_not"u8);
        WriteExists(writer, field);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, string field, SweepPlan plan)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("range"u8);
        writer.WriteStartObject(field);
        if (plan.From is { } from) writer.WriteString("gte"u8, Moment(from));
        if (plan.To is { } to) writer.WriteString("lt"u8, Moment(to));
        // The field's own format may be another.
        writer.WriteString("format"u8, "strict_date_time"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteExists(Utf8JsonWriter writer, string field)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("exists"u8);
        writer.WriteString("field"u8, field);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // A mapping of one's own has the name as a keyword; the one that Elasticsearch makes of any text has it as a text with a keyword below.
    private static void WriteService(Utf8JsonWriter writer, ElasticsearchSourceOptions options)
    {
        StartAny(writer);
        WriteTerm(writer, options.ServiceField, options.Service);
        WriteTerm(writer, options.ServiceField + ".keyword", options.Service);
        EndAny(writer);
    }

    private static void WriteTerm(Utf8JsonWriter writer, string field, string value)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("term"u8);
        writer.WriteStartObject(field);
        writer.WriteString("value"u8, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, string query)
    {
        if (query.StartsWith('{'))
        {
            writer.WriteRawValue(query);
            return;
        }
        writer.WriteStartObject();
        writer.WriteStartObject("query_string"u8);
        writer.WriteString("query"u8, query);
        writer.WriteBoolean("analyze_wildcard"u8, false);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void StartAny(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("bool"u8);
        writer.WriteStartArray("should"u8);
    }

    private static void EndAny(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteNumber("minimum_should_match"u8, 1);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Moment(long milliseconds)
    {
        long least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
        long most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, least, most)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lad.Elasticsearch.Requests;

/// <summary>Writes the bodies of searches.</summary>
internal static class SearchBody
{
    private const int LargestPage = 10_000;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A page's.</summary>
    public static byte[] Of(SearchQuery query)
    {
        bool isScroll = query.PointInTime is null;
        if (isScroll && (query.Index is null || query.ScrollKeepAlive is null)) throw new ArgumentException("A search wants a point in time, or an index and a scroll.", nameof(query));
        if (query.Size is < 1 or > LargestPage) throw new ArgumentException($"A page has 1 to {LargestPage:N0} hits, not {query.Size}.", nameof(query));
        return Write(writer =>
        {
            writer.WriteNumber("size", query.Size);
            // Servers refuse it in a scroll.
            if (!isScroll) writer.WriteBoolean("track_total_hits", false);
            WriteRaw(writer, "query", query.Query);
            WriteSort(writer, query.TimeField, isScroll ? "_doc" : "_shard_doc");
            if (query.PointInTime is { } pointInTime) WritePointInTime(writer, pointInTime, query.KeepAlive);
            if (!query.After.IsEmpty) WriteRaw(writer, "search_after", query.After);
            if (query.Slice is { } slice) WriteSlice(writer, slice.Id, slice.Max);
        });
    }

    /// <summary>A count's.</summary>
    public static byte[] OfCount(ReadOnlyMemory<byte> query) => Write(writer => WriteRaw(writer, "query", query));

    /// <summary>Of the request that closes a point in time.</summary>
    public static byte[] OfClosing(string pointInTime) => Write(writer => writer.WriteString("id", pointInTime));

    /// <summary>Of the request that goes on with a scroll.</summary>
    public static byte[] OfScroll(string scroll, TimeSpan keepAlive) => Write(writer =>
    {
        writer.WriteString("scroll_id", scroll);
        writer.WriteString("scroll", Duration.Of(keepAlive));
    });

    /// <summary>Of the request that ends a scroll.</summary>
    public static byte[] OfEnding(string scroll) => Write(writer => writer.WriteString("scroll_id", scroll));

    private static void WriteSort(Utf8JsonWriter writer, string timeField, string tieBreaker)
    {
        writer.WriteStartArray("sort");
        writer.WriteStartObject();
        writer.WriteStartObject(timeField);
        writer.WriteString("order"u8, "asc"u8);
        // Indices may differ in the field's type, down to having none.
        writer.WriteString("numeric_type"u8, "date"u8);
        writer.WriteString("unmapped_type"u8, "date"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject();
        // The contract has no short form of _doc.
        writer.WriteStartObject(tieBreaker);
        writer.WriteString("order"u8, "asc"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WritePointInTime(Utf8JsonWriter writer, string id, TimeSpan keepAlive)
    {
        writer.WriteStartObject("pit"u8);
        writer.WriteString("id", id);
        writer.WriteString("keep_alive", Duration.Of(keepAlive));
        writer.WriteEndObject();
    }

    private static void WriteSlice(Utf8JsonWriter writer, int id, int max)
    {
        writer.WriteStartObject("slice"u8);
        // A string by contract; servers take both.
        writer.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("max", max);
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json.Span);
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}

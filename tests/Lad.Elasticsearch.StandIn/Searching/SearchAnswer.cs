using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>Writes a page of hits.</summary>
internal sealed class SearchAnswer(SearchRequest search, Snapshot snapshot, SearchFlaws flaws, StandInOptions options)
{
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? PointInTime { get; init; }

    public string? ScrollId { get; init; }

    public Answer Write(ReadOnlySpan<Hit> hits, int total)
    {
        var buffer = new ArrayBufferWriter<byte>(4096 + 512 * hits.Length);
        using var json = new Utf8JsonWriter(buffer, Unchecked);
        json.WriteStartObject();
        if (ScrollId is not null) json.WriteString("_scroll_id", ScrollId);
        if (PointInTime is not null) json.WriteString("pit_id", PointInTime);
        json.WriteNumber("took", 1);
        json.WriteBoolean("timed_out", flaws.TimedOut);
        WriteShards(json, snapshot.Shards.Count, Math.Min(flaws.FailedShards, snapshot.Shards.Count), snapshot.Indices.Count > 0 ? snapshot.Indices[0].Name : null);
        json.WriteStartObject("hits");
        WriteTotal(json, total);
        bool scored = search.Sort.Count == 0;
        if (scored && hits.Length > 0) json.WriteNumber("max_score", 1.0);
        else json.WriteNull("max_score");
        json.WriteStartArray("hits");
        foreach (ref readonly Hit hit in hits) WriteHit(json, in hit, scored);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return new(200, buffer.WrittenMemory);
    }

    public static void WriteShards(Utf8JsonWriter json, int total, int failed, string? index = null)
    {
        json.WriteStartObject("_shards");
        json.WriteNumber("total", total);
        json.WriteNumber("successful", total - failed);
        json.WriteNumber("skipped", 0);
        json.WriteNumber("failed", failed);
        if (failed > 0) WriteFailures(json, index);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, string? index)
    {
        json.WriteStartArray("failures");
        json.WriteStartObject();
        json.WriteNumber("shard", 0);
        if (index is not null) json.WriteString("index", index);
        json.WriteStartObject("reason");
        json.WriteString("type", "no_shard_available_action_exception");
        json.WriteNull("reason");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteTotal(Utf8JsonWriter json, int total)
    {
        if (search.TrackTotal == 0) return;
        json.WriteStartObject("total");
        json.WriteNumber("value", Math.Min(total, search.TrackTotal));
        json.WriteString("relation", total > search.TrackTotal ? "gte" : "eq");
        json.WriteEndObject();
    }

    private void WriteHit(Utf8JsonWriter json, in Hit hit, bool scored)
    {
        json.WriteStartObject();
        json.WriteString("_index", hit.Document.Index);
        if (options.Version.Major < 8 && !options.OpenSearch) json.WriteString("_type", "_doc");
        json.WriteString("_id", hit.Document.Id);
        if (scored) json.WriteNumber("_score", 1.0);
        else json.WriteNull("_score");
        if (search.Source)
        {
            json.WritePropertyName("_source");
            json.WriteRawValue(hit.Document.Source.Span, skipInputValidation: true);
        }

        if (!scored) WriteSort(json, in hit);
        json.WriteEndObject();
    }

    private void WriteSort(Utf8JsonWriter json, in Hit hit)
    {
        json.WriteStartArray("sort");
        int at = 0;
        foreach (SortOrder part in search.Sort) json.WriteNumberValue(part.IsPlace ? hit.Place : at++ == 0 ? hit.First : hit.Second);
        json.WriteEndArray();
    }
}

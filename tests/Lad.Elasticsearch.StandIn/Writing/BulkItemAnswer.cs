using System.Text.Json;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Writing;

/// <summary>Writes what became of an operation.</summary>
internal static class BulkItemAnswer
{
    /// <param name="json">Within the item's object.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="typed">Whether documents still have a type, as up to version 7.</param>
    public static void Write(Utf8JsonWriter json, BulkOutcome outcome, bool typed)
    {
        json.WriteString("_index", outcome.Index);
        if (typed) json.WriteString("_type", "_doc");
        if (outcome.Id is null) json.WriteNull("_id");
        else json.WriteString("_id", outcome.Id);
        if (outcome.Written is { } written) WriteWritten(json, written, outcome);
        json.WriteNumber("status", outcome.Status);
        if (outcome.FailureStore is not null) json.WriteString("failure_store", outcome.FailureStore);
        if (outcome.Refusal is { } refusal) WriteError(json, refusal, outcome.Index);
    }

    private static void WriteWritten(Utf8JsonWriter json, StoredDocument written, BulkOutcome outcome)
    {
        json.WriteNumber("_version", written.Version);
        json.WriteString("result", outcome.Status == 201 ? "created" : "updated");
        json.WriteStartObject("_shards");
        json.WriteNumber("total", 2);
        json.WriteNumber("successful", 1);
        json.WriteNumber("failed", 0);
        json.WriteEndObject();
        json.WriteNumber("_seq_no", outcome.Sequence);
        json.WriteNumber("_primary_term", 1);
    }

    private static void WriteError(Utf8JsonWriter json, RefusedDocument refusal, string index)
    {
        json.WriteStartObject("error");
        json.WriteString("type", refusal.Type);
        json.WriteString("reason", refusal.Reason);
        if (refusal.Type == "document_parsing_exception")
        {
            json.WriteStartObject("caused_by");
            json.WriteString("type", "illegal_argument_exception");
            json.WriteString("reason", "the value does not fit the field's type");
            json.WriteEndObject();
        }
        else if (refusal.Status == 409)
        {
            json.WriteString("index_uuid", "_na_");
            json.WriteString("shard", "0");
            json.WriteString("index", index);
        }

        json.WriteEndObject();
    }
}

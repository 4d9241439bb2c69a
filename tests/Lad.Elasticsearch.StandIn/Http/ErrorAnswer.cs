using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Errors in the shapes that Elasticsearch gives them.</summary>
internal static class ErrorAnswer
{
    public static Answer Of(ApiException error) => Answer.Json(error.Status, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteStartArray("root_cause");
        WriteCause(json, error);
        json.WriteEndArray();
        if (error.InShards) WriteShards(json, error);
        else WriteFields(json, error);
        json.WriteEndObject();
        json.WriteNumber("status", error.Status);
        json.WriteEndObject();
    });

    public static Answer Of(int status, string type, string reason) => Of(new ApiException(status, type, reason));

    /// <summary>The short form that the REST layer itself gives.</summary>
    public static Answer Plain(int status, string reason) => Answer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("error", reason);
        json.WriteNumber("status", status);
        json.WriteEndObject();
    });

    private static void WriteShards(Utf8JsonWriter json, ApiException error)
    {
        json.WriteString("type", "search_phase_execution_exception");
        json.WriteString("reason", "all shards failed");
        json.WriteString("phase", "query");
        json.WriteBoolean("grouped", true);
        json.WriteStartArray("failed_shards");
        json.WriteStartObject();
        json.WriteNumber("shard", 0);
        if (error.Index is not null) json.WriteString("index", error.Index);
        json.WritePropertyName("reason");
        WriteCause(json, error);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCause(Utf8JsonWriter json, ApiException error)
    {
        json.WriteStartObject();
        WriteFields(json, error);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, ApiException error)
    {
        json.WriteString("type", error.Type);
        json.WriteString("reason", error.Message);
        if (error.Index is null) return;
        json.WriteString("resource.type", "index_or_alias");
        json.WriteString("resource.id", error.Index);
        json.WriteString("index_uuid", "_na_");
        json.WriteString("index", error.Index);
    }
}

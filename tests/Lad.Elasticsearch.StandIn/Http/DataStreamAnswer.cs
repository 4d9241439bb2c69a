using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Writes what is known of a data stream.</summary>
internal static class DataStreamAnswer
{
    public static void Write(Utf8JsonWriter json, DataStream stream)
    {
        json.WriteStartObject();
        json.WriteString("name", stream.Name);
        json.WriteStartObject("timestamp_field");
        json.WriteString("name", "@timestamp");
        json.WriteEndObject();
        json.WriteStartArray("indices");
        foreach (StoredIndex index in stream.Backing)
        {
            json.WriteStartObject();
            json.WriteString("index_name", index.Name);
            json.WriteString("index_uuid", index.Name.GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture));
            json.WriteBoolean("prefer_ilm", true);
            json.WriteString("managed_by", "Unmanaged");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("generation", stream.Backing.Count);
        json.WriteString("status", "GREEN");
        json.WriteString("template", stream.Template);
        json.WriteString("next_generation_managed_by", "Unmanaged");
        json.WriteBoolean("prefer_ilm", true);
        json.WriteBoolean("hidden", false);
        json.WriteBoolean("system", false);
        json.WriteBoolean("allow_custom_routing", false);
        json.WriteBoolean("replicated", false);
        json.WriteBoolean("rollover_on_write", false);
        json.WriteStartObject("settings");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

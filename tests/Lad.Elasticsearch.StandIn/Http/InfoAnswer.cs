using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Who serves: <c>GET /</c>.</summary>
internal static class InfoAnswer
{
    public static Answer Of(StandInOptions options, int node) => Answer.Json(200, json =>
    {
        json.WriteStartObject();
        json.WriteString("name", $"stand-in-{node}");
        json.WriteString("cluster_name", "stand-in");
        json.WriteString("cluster_uuid", "5tAnD1nCLu5terUu1d0000");
        json.WriteStartObject("version");
        if (options.OpenSearch) json.WriteString("distribution", "opensearch");
        json.WriteString("number", options.Version.ToString());
        if (!options.OpenSearch) json.WriteString("build_flavor", "default");
        json.WriteString("build_type", "docker");
        json.WriteString("build_hash", "0000000000000000000000000000000000000000");
        json.WriteString("build_date", "2025-08-01T00:00:00.000000000Z");
        json.WriteBoolean("build_snapshot", false);
        json.WriteString("lucene_version", options.Version.Major switch { 7 => "8.11.1", 8 => "9.12.0", 9 => "10.2.2", _ => "9.12.1" });
        json.WriteString("minimum_wire_compatibility_version", options.Version.Major switch { 7 => "6.8.0", 8 => "7.17.0", 9 => "8.18.0", _ => "7.10.0" });
        json.WriteString("minimum_index_compatibility_version", options.Version.Major switch { 7 => "6.0.0-beta1", 8 => "7.0.0", 9 => "8.0.0", _ => "7.0.0" });
        json.WriteEndObject();
        json.WriteString("tagline", options.OpenSearch ? "The OpenSearch Project: https://opensearch.org/" : "You Know, for Search");
        json.WriteEndObject();
    });
}

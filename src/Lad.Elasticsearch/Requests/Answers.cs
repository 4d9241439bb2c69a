using System.Text.Json;
using System.Text.Json.Serialization;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>Of <c>GET /</c>.</summary>
internal sealed record InfoBody
{
    [JsonPropertyName("cluster_name")]
    public required string ClusterName { get; init; }

    [JsonPropertyName("cluster_uuid")]
    public required string ClusterUuid { get; init; }

    [JsonPropertyName("tagline")]
    public string? Tagline { get; init; }

    [JsonPropertyName("version")]
    public required InfoVersion Version { get; init; }

    public ServerInfo ToServerInfo(string node, ServerText text)
    {
        // 8.16.0-SNAPSHOT is 8.16.0.
        string number = Version.Number.Split('-', '+')[0];
        bool isOpenSearch = Version.Distribution == "opensearch" || Tagline?.Contains("OpenSearch", StringComparison.OrdinalIgnoreCase) == true;
        return System.Version.TryParse(number, out Version? version)
            ? new ServerInfo(version, isOpenSearch, text.Line(ClusterName), text.Line(ClusterUuid))
            : throw new ElasticsearchException(ElasticsearchFault.BadAnswer, $"{node} calls its version '{text.Line(Version.Number)}'. Is it Elasticsearch?");
    }
}

/// <summary>The version in <see cref="InfoBody"/>.</summary>
internal sealed record InfoVersion
{
    [JsonPropertyName("number")]
    public required string Number { get; init; }

    [JsonPropertyName("distribution")]
    public string? Distribution { get; init; }
}

/// <summary>Of <c>POST /{index}/_pit</c>.</summary>
internal sealed record PointInTimeBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }
}

/// <summary>Of <c>POST /{index}/_count</c>.</summary>
internal sealed record CountBody
{
    [JsonPropertyName("count")]
    public required long Count { get; init; }

    [JsonPropertyName("_shards")]
    public required ShardsBody Shards { get; init; }
}

/// <summary>How many shards took part.</summary>
internal sealed record ShardsBody
{
    [JsonPropertyName("total")]
    public required int Total { get; init; }

    [JsonPropertyName("failed")]
    public required int Failed { get; init; }
}

/// <summary>Of a request that changes the cluster.</summary>
internal sealed record AcknowledgedBody
{
    [JsonPropertyName("acknowledged")]
    public required bool Acknowledged { get; init; }
}

/// <summary>Of <c>GET /_index_template/{name}</c>.</summary>
internal sealed record TemplatesBody
{
    [JsonPropertyName("index_templates")]
    public required IReadOnlyList<NamedTemplateBody> Templates { get; init; }
}

/// <summary>A template with its name.</summary>
internal sealed record NamedTemplateBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("index_template")]
    public required JsonElement Template { get; init; }
}

/// <summary>How these are read without reflection.</summary>
[JsonSerializable(typeof(InfoBody))]
[JsonSerializable(typeof(PointInTimeBody))]
[JsonSerializable(typeof(CountBody))]
[JsonSerializable(typeof(AcknowledgedBody))]
[JsonSerializable(typeof(TemplatesBody))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class AnswersContext : JsonSerializerContext;

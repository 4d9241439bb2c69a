using System.Text.Json;
using System.Text.Json.Nodes;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

public sealed partial class ElasticsearchClient
{
    /// <summary>The server's clock, or that of a proxy in front; <see langword="null"/> when it does not say.</summary>
    public async Task<DateTimeOffset?> DateAsync(CancellationToken cancellation)
    {
        using Answer answer = await AskAsync(new Request(HttpMethod.Get, "/"), cancellation).ConfigureAwait(false);
        return answer.Date;
    }

    /// <summary>How the cluster is: <c>GET /_cluster/health</c>; <see langword="null"/> where there is no such thing.</summary>
    public async Task<ClusterHealth?> HealthAsync(CancellationToken cancellation) =>
        await LookAsync(new Request(HttpMethod.Get, "/_cluster/health"), cancellation).ConfigureAwait(false) is JsonObject health
            ? new ClusterHealth((string?)health["status"] ?? "", (int?)health["number_of_data_nodes"] ?? 0, (int?)health["unassigned_shards"] ?? 0)
            : null;

    /// <summary>How full the disks of the nodes are, in percent: <c>GET /_cat/allocation</c>; empty where there is no such thing.</summary>
    public async Task<IReadOnlyList<DiskUse>> DisksAsync(CancellationToken cancellation) =>
        await LookAsync(new Request(HttpMethod.Get, "/_cat/allocation", "format=json&h=node,disk.percent"), cancellation).ConfigureAwait(false) is JsonArray disks
            ? [.. disks.OfType<JsonObject>().Where(disk => int.TryParse((string?)disk["disk.percent"], out _)).Select(disk => new DiskUse(transport.Text.Line((string?)disk["node"] ?? ""), int.Parse((string)disk["disk.percent"]!, System.Globalization.CultureInfo.InvariantCulture)))]
            : [];

    /// <summary>Indices that take no writes, each with the block: <c>GET /{index}/_settings/index.blocks.*</c>; empty where there are none, or no such indices.</summary>
    public async Task<IReadOnlyList<IndexBlock>> BlocksAsync(string index, CancellationToken cancellation)
    {
        if (await LookAsync(new Request(HttpMethod.Get, $"/{IndexPath.Of(index)}/_settings/index.blocks.*", "flat_settings=true&ignore_unavailable=true"), cancellation).ConfigureAwait(false) is not JsonObject indices) return [];
        return [.. indices.SelectMany(one => (one.Value?["settings"] as JsonObject ?? []).Where(block => block.Key is "index.blocks.read_only_allow_delete" or "index.blocks.read_only" or "index.blocks.write" && (string?)block.Value == "true")
            .Select(block => new IndexBlock(transport.Text.Line(one.Key), block.Key)))];
    }

    /// <summary>Of the rights that are asked for, those that are missing: <c>POST /_security/user/_has_privileges</c>; <see langword="null"/> where there is no security, or another one.</summary>
    /// <param name="wanted">Indices or patterns, each with the privileges that are needed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<(string Index, string Privilege)>?> MissingPrivilegesAsync(IReadOnlyList<(string Index, IReadOnlyList<string> Privileges)> wanted, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["index"] = new JsonArray([.. wanted.Select(one => (JsonNode)new JsonObject { ["names"] = new JsonArray(one.Index), ["privileges"] = new JsonArray([.. one.Privileges.Select(privilege => (JsonNode)privilege)]) })]),
        };
        var request = new Request(HttpMethod.Post, "/_security/user/_has_privileges", Body: System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
        if (await LookAsync(request, cancellation).ConfigureAwait(false) is not JsonObject answer || answer["index"] is not JsonObject indices) return null;
        return [.. wanted.SelectMany(one => one.Privileges.Where(privilege => (indices[one.Index]?[privilege] as JsonValue)?.TryGetValue(out bool has) == true && !has).Select(privilege => (one.Index, privilege)))];
    }

    // A server that lacks an endpoint says so in one of several ways: 404, 405, or 400 of no handler; with security switched off it is a 500 of its own kind.
    private async Task<JsonNode?> LookAsync(Request request, CancellationToken cancellation)
    {
        try
        {
            using Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
            return JsonNode.Parse(answer.Body.Written.Span);
        }
        catch (ElasticsearchException failure) when (failure.Fault is ElasticsearchFault.NotFound or ElasticsearchFault.Refused || (failure.Fault == ElasticsearchFault.ServerError && failure.Message.Contains("security", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

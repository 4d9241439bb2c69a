using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

/// <summary>Clients for tests.</summary>
internal static class Clients
{
    /// <summary>A client whose clock stands still, so that no request runs out of time unless a test wants it.</summary>
    public static ElasticsearchClient For(RawServer server, Func<ElasticsearchOptions, ElasticsearchOptions>? change = null, ManualTimeProvider? clock = null) =>
        For([server.Address], change, clock);

    public static ElasticsearchClient For(IReadOnlyList<Uri> nodes, Func<ElasticsearchOptions, ElasticsearchOptions>? change = null, ManualTimeProvider? clock = null)
    {
        var options = new ElasticsearchOptions { Nodes = nodes };
        return new ElasticsearchClient(change is null ? options : change(options), clock ?? new ManualTimeProvider());
    }

    public static Task<ElasticsearchException> FailureOf(Func<Task> call) => Assert.ThrowsAsync<ElasticsearchException>(call);
}

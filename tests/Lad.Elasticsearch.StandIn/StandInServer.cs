using Lad.Elasticsearch.StandIn.Contracts;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Elasticsearch.StandIn.Searching;
using Lad.Elasticsearch.StandIn.Stored;
using Lad.Elasticsearch.StandIn.Writing;

namespace Lad.Elasticsearch.StandIn;

/// <summary>
/// Stands in for Elasticsearch 7 to 9 or OpenSearch 2 in tests and benches: in process, in memory, on loopback.
/// </summary>
/// <remarks>
/// <para>
/// Faithful: points in time and scrolls as true snapshots that expire; the order by date and <c>_shard_doc</c>; <c>search_after</c> and slices; refresh; names, patterns, aliases and date math of indices;
/// data streams and their backing indices made at the first write; strict mappings and the types of fields; create and its conflicts; the failure store; the shapes of errors; limits of result windows, ids and bodies;
/// authentication; gzip both ways.
/// </para>
/// <para>
/// Not faithful: no scores, aggregations, highlighting or scripts; text is split into words more simply; queries and sort orders beyond those of <c>QueryParser</c> and <c>SortOrder</c> are refused; sort fields are dates;
/// dynamic mappings are not kept, so that types never conflict between documents; settings have no effect; aliases have neither filter nor routing; unknown query parameters are left to the contract check;
/// a range's bounds are not rounded; there are no replicas, rollovers by policy, security roles or cluster states beyond what the faults do.
/// </para>
/// </remarks>
public sealed class StandInServer : IAsyncDisposable
{
    private readonly StandInOptions options;
    private readonly SearchContexts contexts;
    private readonly Node[] nodes;

    private StandInServer(StandInOptions options)
    {
        this.options = options;
        State = new(options);
        Faults = new(options.Seed);
        Counters = new();
        contexts = new(options);
        Contract = options.CheckContract ? OpenApiContract.Find(options) : null;
        var router = new Router(options, new(State, contexts, options), new(State, Faults, Counters, options), new(State));
        var handler = new RequestHandler(options, router, Faults, Counters, Contract);
        nodes = [.. Enumerable.Range(0, options.Nodes).Select(number => new Node(options, number == 0 ? options.Port : 0, context => handler.HandleAsync(context, number)))];
    }

    /// <summary>What is stored.</summary>
    public ClusterState State { get; }

    /// <summary>What goes wrong.</summary>
    public Faults Faults { get; }

    /// <summary>What was received and answered.</summary>
    public Counters Counters { get; }

    /// <summary>What requests and answers are checked against; <see langword="null"/> when that is off or the contract file is absent (<see cref="OpenApiContract.FilePath"/>).</summary>
    public OpenApiContract? Contract { get; }

    /// <summary>Address of the first node, without a path.</summary>
    public Uri Url => Urls[0];

    /// <summary>Addresses of all nodes: by number, over TLS by the name <c>localhost</c>.</summary>
    public IReadOnlyList<Uri> Urls => [.. nodes.Select(node => new Uri(options.Certificate is null ? $"http://127.0.0.1:{node.Port}" : $"https://localhost:{node.Port}"))];

    /// <summary>Points in time that are open.</summary>
    public int OpenPointsInTime => contexts.PointsInTime;

    /// <summary>Scrolls that are open.</summary>
    public int OpenScrolls => contexts.Scrolls;

    /// <summary>Starts a server; it answers when the task is complete.</summary>
    /// <param name="options">What it pretends to be; <see langword="null"/>: the defaults.</param>
    public static async Task<StandInServer> StartAsync(StandInOptions? options = null)
    {
        var server = new StandInServer(options ?? new());
        foreach (Node node in server.nodes) await node.StartAsync().ConfigureAwait(false);
        return server;
    }

    /// <summary>Takes a node away, its connections closed in the middle of whatever they do; the data stay.</summary>
    /// <param name="node">Which; <see langword="null"/>: all.</param>
    public async Task StopAsync(int? node = null)
    {
        foreach (Node one in node is { } number ? [nodes[number]] : nodes) await one.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Brings a node back on its port.</summary>
    /// <param name="node">Which; <see langword="null"/>: all that are away.</param>
    public async Task StartAgainAsync(int? node = null)
    {
        foreach (Node one in node is { } number ? [nodes[number]] : nodes) await one.StartAsync().ConfigureAwait(false);
    }

    /// <summary>Forgets points in time and scrolls, as a cluster does that is restarted.</summary>
    public void ForgetSearchContexts() => contexts.Clear();

    /// <summary>Throws when a request or an answer broke the contract; says nothing when the contract file is absent.</summary>
    /// <exception cref="InvalidOperationException">Names every violation.</exception>
    public void AssertContract() => Contract?.Assert();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);
}

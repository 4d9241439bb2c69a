using System.Collections.Concurrent;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Elasticsearch.StandIn.Writing;

namespace Lad.Elasticsearch.StandIn;

/// <summary>What was received and answered since the start. Safe for several threads.</summary>
public sealed class Counters
{
    private readonly ConcurrentDictionary<string, long> endpoints = new();
    private readonly ConcurrentDictionary<int, long> itemStatuses = new();
    private readonly ConcurrentDictionary<int, long> statuses = new();
    private readonly ConcurrentDictionary<int, long> nodes = new();
    private long bytes;

    /// <summary>Requests that arrived whole.</summary>
    public long Requests => nodes.Values.Sum();

    /// <summary>Bytes of bodies, unpacked.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Operations that bulk requests brought and that were looked at, repeated ones each time.</summary>
    public long Items => itemStatuses.Values.Sum();

    /// <summary>Documents that bulk requests created.</summary>
    public long Created => ItemsOf(201);

    /// <summary>Operations whose document was there already.</summary>
    public long Conflicts => ItemsOf(409);

    /// <summary>Bulk requests.</summary>
    public long Bulks => RequestsOf("_bulk");

    /// <summary>Searches, pages of scrolls included.</summary>
    public long Searches => RequestsOf("_search") + RequestsOf("scroll");

    /// <summary>Operations that were answered with a status.</summary>
    public long ItemsOf(int status) => itemStatuses.GetValueOrDefault(status);

    /// <summary>Requests that were answered with a status; those without an answer are not counted.</summary>
    public long AnswersOf(int status) => statuses.GetValueOrDefault(status);

    /// <summary>Requests whose path ends so, e.g. <c>_bulk</c>, <c>_pit</c>, <c>_count</c>.</summary>
    public long RequestsOf(string lastSegment) => endpoints.GetValueOrDefault(lastSegment);

    /// <summary>Requests that a node got.</summary>
    public long RequestsAt(int node) => nodes.GetValueOrDefault(node);

    internal void Count(ApiRequest request)
    {
        Interlocked.Add(ref bytes, request.Body.Length);
        nodes.AddOrUpdate(request.Node, 1, static (_, count) => count + 1);
        endpoints.AddOrUpdate(request.Segments.Count > 0 ? request.Segments[^1] : "", 1, static (_, count) => count + 1);
    }

    internal void Count(BulkOutcome outcome) => itemStatuses.AddOrUpdate(outcome.Status, 1, static (_, count) => count + 1);

    internal void CountAnswer(int status) => statuses.AddOrUpdate(status, 1, static (_, count) => count + 1);
}

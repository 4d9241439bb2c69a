using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Writing;

/// <summary>What became of an operation.</summary>
/// <param name="Status">201, 200, 409, 400, 403, 404 or 429.</param>
/// <param name="Index">The index it is told of.</param>
/// <param name="Id">The document's id.</param>
internal readonly record struct BulkOutcome(int Status, string Index, string? Id)
{
    public StoredDocument? Written { get; init; }

    public long Sequence { get; init; }

    public RefusedDocument? Refusal { get; init; }

    /// <summary><c>used</c>, <c>not_enabled</c>, <c>failed</c>, or nothing.</summary>
    public string? FailureStore { get; init; }
}

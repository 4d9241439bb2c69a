namespace Lad.Elasticsearch.Requests;

/// <summary>What became of each operation of a bulk request, in their order.</summary>
/// <param name="Items">As many as there were operations.</param>
public sealed record BulkAnswer(IReadOnlyList<BulkItem> Items)
{
    /// <summary>Bytes of the request's body as they were sent: packed, if they were.</summary>
    public long WireBytes { get; init; }

    /// <summary>How long the server asks to wait before the next request (<c>Retry-After</c>); <see langword="null"/> when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>What became of one operation.</summary>
/// <param name="Status">As of a request of its own: 201 created, 409 there already, 429 rejected ...</param>
/// <param name="FailureStore">What the data stream's failure store had to do with it.</param>
/// <param name="ErrorType">Elasticsearch's name of the error, e.g. <c>document_parsing_exception</c>; <see langword="null"/> for none.</param>
/// <param name="Reason">The error for people, with its cause; <see langword="null"/> for none.</param>
public readonly record struct BulkItem(int Status, FailureStoreUse FailureStore, string? ErrorType, string? Reason);

/// <summary>What a data stream's failure store had to do with an operation.</summary>
public enum FailureStoreUse : byte
{
    /// <summary>Nothing, or the answer does not say.</summary>
    None,

    /// <summary>The document was refused and is kept there: it is not in the data stream.</summary>
    Used,

    /// <summary>The document was refused, and the data stream has none.</summary>
    NotEnabled,

    /// <summary>The document was refused, and there too.</summary>
    Failed,
}

namespace Lad.Elasticsearch.Connections;

/// <summary>A whole answer of whatever status.</summary>
/// <param name="Node">Who answered, as an operator knows it.</param>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, unpacked; of an error only its beginning.</param>
internal sealed record Answer(string Node, int Status, PooledBytes Body) : IDisposable
{
    /// <summary>What the body claims to be.</summary>
    public string? MediaType { get; init; }

    /// <summary>The server's clock, or that of a proxy in front, if it says.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where the server points to, as it says it.</summary>
    public string? Location { get; init; }

    /// <summary>Bytes of the request's body as they were sent.</summary>
    public int Sent { get; init; }

    public bool IsSuccess => Status is 200 or 201;

    public void Dispose() => Body.Dispose();
}

namespace Lad.Elasticsearch.Connections;

/// <summary>A request, the same for every node.</summary>
/// <param name="Method">What is done.</param>
/// <param name="Path">To what: the path from the node's root, escaped.</param>
/// <param name="Query">Parameters, escaped, without the question mark; empty for none.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="MediaType">What the body is.</param>
internal sealed record Request(HttpMethod Method, string Path, string Query = "", ReadOnlyMemory<byte> Body = default, string MediaType = Request.Json)
{
    public const string Json = "application/json";
    public const string JsonLines = "application/x-ndjson";

    /// <summary>Whether it moves something on, so that it must not reach servers twice: no other node is tried.</summary>
    public bool Once { get; init; }

    /// <summary>As messages call it.</summary>
    public string Name => $"{Method} {(Path.Length > 200 ? $"{Path.AsSpan(0, 200)}…" : Path)}";
}

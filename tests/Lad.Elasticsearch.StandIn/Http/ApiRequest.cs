namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>A request as it came, its body unpacked.</summary>
public sealed class ApiRequest
{
    /// <summary>GET, POST ...</summary>
    public required string Method { get; init; }

    /// <summary>The path, unescaped, e.g. <c>/logs-*/_pit</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The parts of the path, unescaped.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>The query parameters, in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>The body, unpacked; empty for none.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The media type of the body as sent.</summary>
    public required string? ContentType { get; init; }

    /// <summary>The node that was asked, from 0.</summary>
    public required int Node { get; init; }

    /// <summary>Whether this is a bulk request.</summary>
    public bool IsBulk => Segments.Count > 0 && Segments[^1] == "_bulk";

    /// <summary>Whether this is a search, also the first page of a scroll and its following ones.</summary>
    public bool IsSearch => Segments.Count > 0 && (Segments[^1] == "_search" || (Segments[^1] == "scroll" && Method == "POST"));

    /// <summary>A query parameter's value; <see langword="null"/> when it is not there.</summary>
    public string? Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Key == name).Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>A request ends with an error as Elasticsearch words it.</summary>
internal sealed class ApiException(int status, string type, string reason) : Exception(reason)
{
    public int Status { get; } = status;

    public string Type { get; } = type;

    /// <summary>Names the index that the error is about.</summary>
    public string? Index { get; init; }

    /// <summary>Whether the error came up in a shard, so that <c>search_phase_execution_exception</c> wraps it.</summary>
    public bool InShards { get; init; }

    public static ApiException IllegalArgument(string reason) => new(400, "illegal_argument_exception", reason);

    public static ApiException Parsing(string reason) => new(400, "parsing_exception", reason);

    public static ApiException NoSuchIndex(string name) => new(404, "index_not_found_exception", $"no such index [{name}]") { Index = name };

    public static ApiException NoSuchContext(string id) => new(404, "search_context_missing_exception", $"No search context found for id [{id}]") { InShards = true };
}

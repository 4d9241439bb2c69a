namespace Lad.Elasticsearch.Connections;

/// <summary>A request failed. The message says at which node, what, and what to do; it holds no secret.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">What was thrown underneath.</param>
public sealed class ElasticsearchException(ElasticsearchFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why.</summary>
    public ElasticsearchFault Fault { get; } = fault;

    /// <summary>Status of the answer; <see langword="null"/> when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Type of the error as Elasticsearch names it, e.g. <c>index_not_found_exception</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>How long the server asks to wait (<c>Retry-After</c>).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed later without anybody's help.</summary>
    public bool IsTransient => Fault is ElasticsearchFault.Unreachable or ElasticsearchFault.TimedOut or ElasticsearchFault.Throttled or ElasticsearchFault.Unavailable or ElasticsearchFault.ServerError;
}

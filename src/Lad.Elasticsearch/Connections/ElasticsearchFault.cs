namespace Lad.Elasticsearch.Connections;

/// <summary>Why a request failed.</summary>
public enum ElasticsearchFault
{
    /// <summary>No node can be reached: refused, reset, no such host, closed in the middle.</summary>
    Unreachable,

    /// <summary>No answer in time, or one that came too slowly.</summary>
    TimedOut,

    /// <summary>429: the cluster is overloaded.</summary>
    Throttled,

    /// <summary>502, 503 or 504: the node or a proxy cannot serve now.</summary>
    Unavailable,

    /// <summary>Another 5xx.</summary>
    ServerError,

    /// <summary>The server's certificate is not trusted, or the client's is refused.</summary>
    Certificate,

    /// <summary>401: the credentials are missing or wrong.</summary>
    Unauthorized,

    /// <summary>403: the credentials lack a right.</summary>
    Forbidden,

    /// <summary>404: there is no such index, point in time or endpoint.</summary>
    NotFound,

    /// <summary>413: the request is larger than the server takes.</summary>
    TooLarge,

    /// <summary>Another 4xx: the request is wrong.</summary>
    Refused,

    /// <summary>3xx: the server points elsewhere, which is not followed.</summary>
    Redirected,

    /// <summary>The answer is none of Elasticsearch's: not JSON, cut off, or without what it must hold.</summary>
    BadAnswer,

    /// <summary>The answer is longer than <see cref="ElasticsearchOptions.MaxResponseBytes"/>: less must be asked for.</summary>
    AnswerTooLarge,
}

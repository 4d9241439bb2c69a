namespace Lad.Elasticsearch.Writing;

/// <summary>What an item's status means for its document.</summary>
internal enum ItemOutcome
{
    /// <summary>It was written.</summary>
    Created,

    /// <summary>It was there already, under its event's id.</summary>
    Duplicate,

    /// <summary>Another time it will be taken.</summary>
    TurnedAway,

    /// <summary>The server failed at it, which may be the document's doing.</summary>
    Failed,

    /// <summary>It will never be taken.</summary>
    Refused,

    /// <summary>No status that a bulk request's item has.</summary>
    Unknown,
}

/// <summary>Reads statuses of items.</summary>
internal static class ItemOutcomes
{
    public static ItemOutcome Of(int status) => status switch
    {
        >= 200 and < 300 => ItemOutcome.Created,
        409 => ItemOutcome.Duplicate,
        429 or 502 or 503 or 504 => ItemOutcome.TurnedAway,
        >= 400 and < 500 => ItemOutcome.Refused,
        >= 500 and < 600 => ItemOutcome.Failed,
        _ => ItemOutcome.Unknown,
    };

    /// <summary>Whether a status says that a target, not a document, is wrong, once all of its documents have such a one.</summary>
    public static bool BlamesTarget(int status) => status is 401 or 403 or 404;
}

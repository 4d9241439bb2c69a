namespace Lad.Elasticsearch.Requests;

/// <summary>A page that is asked for: documents sorted by time, ascending, with their sources.</summary>
public sealed record SearchQuery
{
    /// <summary>The point in time; otherwise <see cref="Index"/> and <see cref="ScrollKeepAlive"/> are there.</summary>
    public string? PointInTime { get; init; }

    /// <summary>How long the point in time stays after this request.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Index, alias, data stream, or pattern; several separated by commas. Without a point in time only.</summary>
    public string? Index { get; init; }

    /// <summary>Begins a scroll that stays so long after each use; <see langword="null"/>: none.</summary>
    public TimeSpan? ScrollKeepAlive { get; init; }

    /// <summary>The query as JSON, e.g. <c>{"match_all":{}}</c>.</summary>
    public required ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>The field of the event time.</summary>
    public string TimeField { get; init; } = "@timestamp";

    /// <summary>Hits of a page, 1 to 10,000.</summary>
    public int Size { get; init; } = 1000;

    /// <summary>The sort values of the hit after which the page begins, a JSON array as <see cref="SearchPage.Sort"/> gives it; empty: the first page.</summary>
    public ReadOnlyMemory<byte> After { get; init; }

    /// <summary>Which part of how many, for parallel readers; <see langword="null"/>: all.</summary>
    public (int Id, int Max)? Slice { get; init; }
}

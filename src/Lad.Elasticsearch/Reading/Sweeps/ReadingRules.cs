namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>What decides which documents sweeps read. Times and spans are milliseconds.</summary>
internal sealed record ReadingRules
{
    /// <summary>Whether reading goes on.</summary>
    public required bool Follow { get; init; }

    /// <summary>How much later than its time a document may become visible.</summary>
    public required long Overlap { get; init; }

    /// <summary>How far near sweeps look back.</summary>
    public required long Lookback { get; init; }

    /// <summary>The first time that is read.</summary>
    public long? Since { get; init; }

    /// <summary>The time before which reading ends.</summary>
    public long? Until { get; init; }

    /// <summary>Whether the first time is that of the first sweep.</summary>
    public bool FromEnd { get; init; }

    /// <summary>Ids that are remembered at most.</summary>
    public int MaxIds { get; init; } = 2_000_000;

    /// <summary>Documents of the future from which on near sweeps leave them to the full ones.</summary>
    public int MaxFutureNearby { get; init; } = 1000;

    /// <summary>Ids are kept for a little longer than sweeps look back: a clock that is set back a little makes them look back further, and never to where ids are forgotten.</summary>
    public long Margin => Math.Max(1000, Overlap / 10);

    /// <summary>How far the clock may lie behind the watermark before that is not believed any more.</summary>
    public long BelievedStep => Math.Max(60_000, Overlap);

    /// <summary>The rules that options make.</summary>
    public static ReadingRules Of(ElasticsearchSourceOptions options) => new()
    {
        Follow = options.Follow,
        Overlap = (long)options.Overlap.TotalMilliseconds,
        Lookback = (long)Math.Max(options.Overlap.TotalMilliseconds / 10, 2 * options.PollInterval.TotalMilliseconds),
        Since = Milliseconds(options.Since),
        Until = Milliseconds(options.Until),
        FromEnd = options.FromEnd,
        MaxIds = options.MaxIds,
        MaxFutureNearby = options.PageSize,
    };

    // A document of a millisecond is at or after a moment within it from the next millisecond on.
    private static long? Milliseconds(DateTimeOffset? time) =>
        time is { } moment ? (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond : null;
}

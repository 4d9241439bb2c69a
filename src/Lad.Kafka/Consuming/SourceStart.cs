using System.Globalization;

namespace Lad.Kafka.Consuming;

/// <summary>Where a partition is read from when it is first assigned.</summary>
/// <remarks>
/// With <see cref="StoredOrEarliest"/> and <see cref="StoredOrLatest"/> the group's stored offset comes first. All others hold for the first time that this process reads a partition,
/// whatever the group has stored: each member of a group applies them anew, so they are for readers without a group or for the first run of a new one.
/// </remarks>
public sealed record SourceStart
{
    private const string LastPrefix = "last:";
    private const string TimePrefix = "time:";

    private SourceStart(SourceStartKind kind) => Kind = kind;

    /// <summary>Where the group stopped; the earliest record there is when it never ran. Loses nothing.</summary>
    public static SourceStart StoredOrEarliest { get; } = new(SourceStartKind.StoredOrEarliest);

    /// <summary>Where the group stopped; with what comes from now on when it never ran.</summary>
    public static SourceStart StoredOrLatest { get; } = new(SourceStartKind.StoredOrLatest);

    /// <summary>The earliest record there is.</summary>
    public static SourceStart Earliest { get; } = new(SourceStartKind.Earliest);

    /// <summary>What comes from now on.</summary>
    public static SourceStart Latest { get; } = new(SourceStartKind.Latest);

    /// <summary>Which of them.</summary>
    public SourceStartKind Kind { get; }

    /// <summary>The time of <see cref="SourceStartKind.Time"/>.</summary>
    public DateTimeOffset Time { get; private init; }

    /// <summary>The records of each partition of <see cref="SourceStartKind.Last"/>.</summary>
    public long Records { get; private init; }

    /// <summary>Whether the group's stored offset comes first.</summary>
    public bool PrefersStored => Kind is SourceStartKind.StoredOrEarliest or SourceStartKind.StoredOrLatest;

    /// <summary>The first record written at a time or later; what comes from now on where there is none.</summary>
    public static SourceStart At(DateTimeOffset time) => new(SourceStartKind.Time) { Time = time };

    /// <summary>The last records of each partition.</summary>
    /// <param name="records">How many of each partition, at least 1.</param>
    public static SourceStart Last(long records)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(records, 1);
        return new(SourceStartKind.Last) { Records = records };
    }

    /// <summary>Reads <c>stored</c> (or <c>stored-or-earliest</c>), <c>stored-or-latest</c>, <c>earliest</c>, <c>latest</c>, <c>last:1000</c> or <c>time:2026-11-20T00:00:00Z</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static SourceStart Parse(string text) => TryParse(text, out SourceStart? start)
        ? start
        : throw new FormatException($"'{text}' is no place to start: it must be stored, stored-or-latest, earliest, latest, last:COUNT or time:2026-11-20T00:00:00Z.");

    /// <summary>As <see cref="Parse"/>.</summary>
    /// <returns>Whether it is one of these.</returns>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SourceStart? start)
    {
        ArgumentNullException.ThrowIfNull(text);
        start = text switch
        {
            "stored" or "stored-or-earliest" => StoredOrEarliest,
            "stored-or-latest" => StoredOrLatest,
            "earliest" => Earliest,
            "latest" => Latest,
            _ when text.StartsWith(LastPrefix, StringComparison.Ordinal)
                && long.TryParse(text.AsSpan(LastPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long records) && records > 0 => Last(records),
            _ when text.StartsWith(TimePrefix, StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text.AsSpan(TimePrefix.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => At(time),
            _ => null,
        };
        return start is not null;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Kind switch
    {
        SourceStartKind.StoredOrEarliest => "stored-or-earliest",
        SourceStartKind.StoredOrLatest => "stored-or-latest",
        SourceStartKind.Earliest => "earliest",
        SourceStartKind.Latest => "latest",
        SourceStartKind.Last => string.Create(CultureInfo.InvariantCulture, $"{LastPrefix}{Records}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{TimePrefix}{Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.FFFFFFF}Z"),
    };
}

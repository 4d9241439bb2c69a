using System.Globalization;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Numbers and times as people read them, the same in every culture.</summary>
internal static class Words
{
    /// <summary>A time, exactly: <c>2026-11-21 18:45:34 UTC</c>.</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How far a time is from another: <c>3 min ago</c>, <c>in 8 h</c>.</summary>
    public static string Distance(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan distance = now - at;
        if (distance.Duration() < TimeSpan.FromSeconds(5)) return "now";
        return distance > TimeSpan.Zero ? $"{Span(distance)} ago" : $"in {Span(-distance)}";
    }

    /// <summary>A span, roughly: <c>45 s</c>, <c>3 min</c>, <c>8 h</c>, <c>5 d</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => Invariant($"{span.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } => Invariant($"{(int)span.TotalSeconds} s"),
        { TotalMinutes: < 60 } => Invariant($"{(int)span.TotalMinutes} min"),
        { TotalHours: < 48 } => Invariant($"{(int)span.TotalHours} h"),
        _ => Invariant($"{(int)span.TotalDays} d"),
    };

    /// <summary>A count with separators: <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 anomaly</c>, <c>1,204 anomalies</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>A score or threshold: four places, not rounded up to 1.</summary>
    public static string Score(double score) => (Math.Floor(score * 10_000) / 10_000).ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A share of one.</summary>
    public static string Percent(double share) => Invariant($"{share * 100:0.##} %");

    /// <summary>A size: <c>1.2 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => Invariant($"{bytes} B"),
        < 1_000_000 => Invariant($"{bytes / 1e3:0.#} KB"),
        < 1_000_000_000 => Invariant($"{bytes / 1e6:0.#} MB"),
        _ => Invariant($"{bytes / 1e9:0.##} GB"),
    };

    /// <summary>A coordinate or length in a drawing.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A fingerprint: 16 hexadecimal digits.</summary>
    public static string Hex(ulong fingerprint) => fingerprint.ToString("x16", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

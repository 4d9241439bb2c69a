namespace Lad.Cli.Top.Views;

/// <summary>Spans of time out of numbers that others wrote.</summary>
internal static class Span
{
    private const double Most = 1e10;

    /// <summary>The span; <see langword="null"/> when there is none, or no sensible one.</summary>
    public static TimeSpan? OfSeconds(double? seconds) => seconds is >= 0 and <= Most ? TimeSpan.FromSeconds(seconds.Value) : null;

    /// <summary>The time since a point in time in seconds since 1970.</summary>
    public static TimeSpan? Since(double? unixSeconds, DateTimeOffset now) => unixSeconds is > 0 ? OfSeconds(Math.Max((now - DateTimeOffset.UnixEpoch).TotalSeconds - unixSeconds.Value, 0)) : null;
}

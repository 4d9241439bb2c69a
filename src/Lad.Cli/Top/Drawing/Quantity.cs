using System.Globalization;

namespace Lad.Cli.Top.Drawing;

/// <summary>Numbers in few characters; what is not known is <c>-</c>.</summary>
internal static class Quantity
{
    /// <summary>What is shown of nothing.</summary>
    public const string Unknown = "-";

    private static readonly string[] Prefixes = ["", "k", "M", "G", "T"];

    /// <summary>A count or a rate: <c>0.25</c>, <c>7</c>, <c>950</c>, <c>12.3k</c>, <c>1.2M</c>.</summary>
    public static string Of(double? number)
    {
        if (number is not { } value || !double.IsFinite(value)) return Unknown;
        double size = Math.Abs(value);
        int prefix = 0;
        while (size >= 999.5 && prefix < Prefixes.Length - 1)
        {
            size /= 1000;
            prefix++;
        }
        if (size >= 999.5) return value < 0 ? "<-999T" : ">999T";
        string digits = prefix == 0 && (size == Math.Floor(size) || size >= 99.95) ? Text(size, "0") : size < 0.995 ? Text(size, "0.##") : size < 99.95 ? Text(size, "0.#") : Text(size, "0");
        if (digits == "0" && size > 0) digits = "0.01";
        return (value < 0 ? "-" : "") + digits + Prefixes[prefix];
    }

    /// <summary>A count in full: <c>1,234,567</c>.</summary>
    public static string Full(double? number) => number is { } value && double.IsFinite(value) && Math.Abs(value) < 1e15 ? Text(value, "#,0") : Unknown;

    /// <summary>Bytes: <c>210M</c> for 210 MiB.</summary>
    public static string Bytes(double? number)
    {
        if (number is not { } value || !double.IsFinite(value)) return Unknown;
        int prefix = 0;
        while (value >= 1023.5 && prefix < Prefixes.Length - 1)
        {
            value /= 1024;
            prefix++;
        }
        return Text(Math.Min(value, 9999), value < 9.95 && prefix > 0 ? "0.#" : "0") + (prefix == 0 ? "B" : Prefixes[prefix].ToUpperInvariant());
    }

    /// <summary>A share: <c>0.3%</c>.</summary>
    public static string Share(double? share) => share is { } value && double.IsFinite(value) ? Text(Math.Clamp(value, -99, 99) * 100, value is < 0.0995 and not 0 ? "0.##" : "0") + "%" : Unknown;

    /// <summary>A short time in seconds: <c>85µs</c>, <c>1.5ms</c>, <c>2.1s</c>.</summary>
    public static string Time(double? seconds)
    {
        if (seconds is not { } value || !double.IsFinite(value) || value < 0) return Unknown;
        if (value >= 120) return Span(Views.Span.OfSeconds(value));
        (double size, string unit) = value >= 0.9995 ? (value, "s") : value >= 0.0009995 ? (value * 1e3, "ms") : (value * 1e6, "µs");
        return Text(size, size < 9.95 ? "0.#" : "0") + unit;
    }

    /// <summary>A long time: <c>12s</c>, <c>5m</c>, <c>2h03m</c>, <c>3d4h</c>.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => Unknown,
        { TotalSeconds: < 60 } time => Text(Math.Floor(time.TotalSeconds), "0") + "s",
        { TotalMinutes: < 60 } time => Text(Math.Floor(time.TotalMinutes), "0") + "m" + (time.TotalMinutes < 10 ? Text(time.Seconds, "00") + "s" : ""),
        { TotalHours: < 24 } time => Text(Math.Floor(time.TotalHours), "0") + "h" + Text(time.Minutes, "00") + "m",
        { TotalDays: < 10 } time => Text(Math.Floor(time.TotalDays), "0") + "d" + Text(time.Hours, "0") + "h",
        { } time => Text(Math.Floor(time.TotalDays), "0") + "d",
    };

    /// <summary>Which way something goes: an arrow, or a space when it stands or nobody knows.</summary>
    public static string Trend(double? perSecond) => perSecond switch
    {
        > 0.05 => "↑",
        < -0.05 => "↓",
        _ => " ",
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

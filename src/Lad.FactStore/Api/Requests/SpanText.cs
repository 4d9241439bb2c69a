using System.Globalization;

namespace Lad.FactStore.Api.Requests;

/// <summary>Lengths of time as the API has them: a whole number of <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal static class SpanText
{
    public static TimeSpan? Read(string text)
    {
        if (text.Length is < 2 or > 10 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count)) return null;
        long seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        return seconds == 0 || count == 0 || count > 36_500L * 86_400 / seconds ? null : TimeSpan.FromSeconds(count * seconds);
    }

    public static string Write(TimeSpan span) => span.TotalDays >= 1 && span.Ticks % TimeSpan.TicksPerDay == 0 ? string.Create(CultureInfo.InvariantCulture, $"{span.Days}d")
        : span.Ticks % TimeSpan.TicksPerHour == 0 ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}h")
        : span.Ticks % TimeSpan.TicksPerMinute == 0 ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMinutes}m")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds}s");
}

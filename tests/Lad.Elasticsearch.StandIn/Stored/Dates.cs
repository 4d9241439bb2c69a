using System.Globalization;
using System.Text.Json;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>Dates as <c>strict_date_optional_time||epoch_millis</c> takes them.</summary>
internal static class Dates
{
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HHK", "yyyy-MM-ddK", "yyyy-MM-dd", "yyyy-MM", "yyyy",
    ];

    public static bool TryParse(JsonElement value, out long milliseconds)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (value.TryGetInt64(out milliseconds)) return true;
            if (value.TryGetDouble(out double fraction))
            {
                milliseconds = (long)fraction;
                return true;
            }
        }

        milliseconds = 0;
        return value.ValueKind == JsonValueKind.String && TryParse(value.GetString()!, out milliseconds);
    }

    public static bool TryParse(string text, out long milliseconds)
    {
        if (text.Length > 4 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds)) return true;
        if (DateTimeOffset.TryParseExact(Shortened(text), Iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            milliseconds = time.ToUnixTimeMilliseconds();
            return true;
        }

        milliseconds = 0;
        return false;
    }

    /// <summary>Nanoseconds are cut to the ticks that .NET knows.</summary>
    private static string Shortened(string text)
    {
        int point = text.IndexOfAny(['.', ',']);
        if (point < 0) return text;
        int end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - point <= 8 ? text : string.Concat(text.AsSpan(0, point + 8), text.AsSpan(end));
    }
}

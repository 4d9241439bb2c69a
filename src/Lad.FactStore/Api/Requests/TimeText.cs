using System.Globalization;

namespace Lad.FactStore.Api.Requests;

/// <summary>Times as the API has them: RFC 3339; written in UTC with <c>Z</c>.</summary>
internal static class TimeText
{
    public const string Fault = "is no time such as 2026-11-21T10:15:00Z";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
    ];

    public static DateTimeOffset? Read(string text) =>
        HasOffset(text) && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time.ToUniversalTime() : null;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time without an offset would be that of the server, which nobody knows.</summary>
    private static bool HasOffset(string text) => text.Length > 0 && (text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-'));
}

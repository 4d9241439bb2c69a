using System.Buffers;

namespace Lad.Pipeline.Feedback;

/// <summary>Time zones by their IANA names. A name comes from outside, and the system takes it for a path below its own directory: nothing that leads elsewhere is asked for.</summary>
internal static class ScheduleZone
{
    private const int MaxName = 64;
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

    /// <summary>The zone; <see langword="null"/> when none is known by the name.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name.Equals("UTC", StringComparison.OrdinalIgnoreCase)) return TimeZoneInfo.Utc;
        if (name.Length > MaxName || !char.IsAsciiLetter(name[0]) || name.AsSpan().ContainsAnyExcept(Letters)) return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) && zone.HasIanaId ? zone : null;
    }

    /// <summary>The name by which <see cref="Find"/> finds a zone.</summary>
    public static string Name(TimeZoneInfo zone) => zone.Id;
}

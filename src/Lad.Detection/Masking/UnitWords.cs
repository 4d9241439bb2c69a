using System.Text;

namespace Lad.Detection.Masking;

/// <summary>
/// Words that belong to the number before them: units of size and time, half of the day, time zone. The same quantity is written with
/// the unit that suits its size (<c>980 bytes</c>, <c>1.2 KB</c>), so the unit is as variable as the number.
/// </summary>
internal static class UnitWords
{
    private static readonly HashSet<ulong> Hashes = [.. new[]
    {
        "B", "byte", "bytes", "Byte", "Bytes", "KB", "MB", "GB", "TB", "PB", "kB", "kb", "mb", "gb", "tb", "KiB", "MiB", "GiB", "TiB",
        "B/s", "KB/s", "MB/s", "GB/s", "KiB/s", "MiB/s", "GiB/s", "kB/s", "bps", "kbps", "Kbps", "Mbps", "Gbps",
        "ns", "us", "ms", "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "hour", "hours", "hrs", "day", "days",
        "msec", "msecs", "usec", "usecs", "nsec", "nsecs", "millisecond", "milliseconds", "microsecond", "microseconds", "nanosecond", "nanoseconds", "millis",
        "AM", "PM", "am", "pm",
        "UTC", "GMT", "CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "MSK", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "JST", "KST", "IST", "HKT", "AEST", "AEDT",
    }.Select(word => WordHash.Of(System.Text.Encoding.ASCII.GetBytes(word)))];

    private const int Longest = 12;

    internal static bool Contains(ReadOnlySpan<byte> text) => text.Length <= Longest && Hashes.Contains(WordHash.Of(text));
}

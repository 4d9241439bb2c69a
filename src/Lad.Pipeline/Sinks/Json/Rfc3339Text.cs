using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>
/// Times as RFC 3339 text in UTC: milliseconds, or seven digits where a time is finer. Remembers the last one, since neighbours mostly share their
/// second, if not all of it. A value for one thread.
/// </summary>
internal struct Rfc3339Text
{
    private const int SecondLength = 19;
    private Buffer text;
    private long ticks;
    private int length;

    /// <summary>The text of a time.</summary>
    /// <param name="utcTicks">UTC ticks; what lies outside the calendar is brought to its edge.</param>
    [UnscopedRef]
    public ReadOnlySpan<byte> Format(long utcTicks)
    {
        if (length == 0 || utcTicks != ticks) Write(utcTicks);
        return ((Span<byte>)text)[..length];
    }

    private void Write(long utcTicks)
    {
        Span<byte> destination = text;
        long valid = Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks);
        if (length == 0 || valid / TimeSpan.TicksPerSecond != ticks / TimeSpan.TicksPerSecond)
            new DateTime(valid, DateTimeKind.Utc).TryFormat(destination, out _, "s", CultureInfo.InvariantCulture);
        int fraction = (int)(valid % TimeSpan.TicksPerSecond);
        bool coarse = fraction % TimeSpan.TicksPerMillisecond == 0;
        int digits = coarse ? 3 : 7;
        if (coarse) fraction /= (int)TimeSpan.TicksPerMillisecond;
        destination[SecondLength] = (byte)'.';
        for (int i = SecondLength + digits; i > SecondLength; i--)
        {
            destination[i] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }
        destination[SecondLength + digits + 1] = (byte)'Z';
        length = SecondLength + digits + 2;
        ticks = utcTicks;
    }

    [InlineArray(32)]
    private struct Buffer
    {
        private byte first;
    }
}

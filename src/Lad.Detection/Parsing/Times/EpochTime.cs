namespace Lad.Detection.Parsing.Times;

/// <summary>Times given as a number since 1970. The magnitude tells the unit: seconds below 10^11, then milli-, micro- and nanoseconds.</summary>
internal static class EpochTime
{
    /// <summary>UTC ticks of a whole value: an optional minus, digits, an optional fraction and exponent. 0 when it is not a number or out of range.</summary>
    public static long Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !(char.IsAsciiDigit((char)text[0]) || text[0] == '-')) return 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') < 0) return ReadLeading(text, out int length) is var ticks && length == text.Length ? ticks : 0;
        return System.Buffers.Text.Utf8Parser.TryParse(text, out double number, out int used, 'e') && used == text.Length && Math.Abs(number) < 1e19 ? FromParts((long)number, 0, number < 0) : 0;
    }

    /// <summary>UTC ticks of the number at the start of <paramref name="text"/> and the bytes it takes; 0 when there is none.</summary>
    public static long ReadLeading(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        int at = 0;
        bool negative = !text.IsEmpty && text[0] == '-';
        if (negative) at++;
        int first = at;
        long whole = 0;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            if (at - first >= 19 || whole > (long.MaxValue - 9) / 10) return 0;
            whole = whole * 10 + (text[at++] - '0');
        }
        if (at == first) return 0;
        long fraction = 0;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit((char)text[at + 1]))
        {
            at++;
            for (int digits = 0; at < text.Length && char.IsAsciiDigit((char)text[at]); at++, digits++)
            {
                if (digits < 7) fraction = fraction * 10 + (text[at] - '0');
                else continue;
                if (at + 1 < text.Length && char.IsAsciiDigit((char)text[at + 1])) continue;
                for (int missing = digits + 1; missing < 7; missing++) fraction *= 10;
            }
        }
        length = at;
        return FromParts(whole, fraction, negative);
    }

    // The fraction counts tenths of a microsecond of a second, and only seconds are written with one that matters.
    private static long FromParts(long whole, long fraction, bool negative)
    {
        long ticks = whole switch
        {
            < 100_000_000_000 => whole * TimeSpan.TicksPerSecond + fraction,
            < 100_000_000_000_000 => whole * TimeSpan.TicksPerMillisecond + fraction / 1000,
            < 100_000_000_000_000_000 => whole * TimeSpan.TicksPerMicrosecond,
            _ => whole / TimeSpan.NanosecondsPerTick,
        };
        ticks = negative ? DateTime.UnixEpoch.Ticks - ticks : DateTime.UnixEpoch.Ticks + ticks;
        return ticks > 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : 0;
    }
}

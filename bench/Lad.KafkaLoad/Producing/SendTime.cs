using System.Buffers.Text;
using System.Text;

namespace Lad.KafkaLoad.Producing;

/// <summary>The time at which a line was sent, carried at its end, since old brokers keep neither headers nor timestamps: <c> sent=1732192496123456</c>, microseconds since 1970.</summary>
internal static class SendTime
{
    private static ReadOnlySpan<byte> Mark => " sent="u8;

    public static long Now(TimeProvider clock) => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The line with the time behind it.</summary>
    public static byte[] Stamp(ReadOnlySpan<byte> line, long microseconds) => [.. line, .. Mark, .. Encoding.ASCII.GetBytes(microseconds.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Reads the time from a line, or from a scored record that carries one as its message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        int mark = text.IndexOf(Mark);
        return mark >= 0 && Utf8Parser.TryParse(text[(mark + Mark.Length)..], out microseconds, out _);
    }
}

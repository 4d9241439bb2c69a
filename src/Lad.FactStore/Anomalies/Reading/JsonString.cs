using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Lad.FactStore.Anomalies.Reading;

/// <summary>Texts in JSON, cut to a length before they are copied. Half a surrogate pair and what is not UTF-8 become U+FFFD, where .NET's own reading would give up.</summary>
internal static class JsonString
{
    /// <summary>The text of the token, its first <paramref name="maxBytes"/> bytes at most; empty when it is no string.</summary>
    public static string Read(ref Utf8JsonReader reader, int maxBytes)
    {
        if (reader.TokenType != JsonTokenType.String) return "";
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return Decode(Cut(text, maxBytes));
        byte[] plain = ArrayPool<byte>.Shared.Rent(Math.Min(text.Length, maxBytes + 4));
        string read = Decode(Cut(plain.AsSpan(0, Unescape(text, plain, maxBytes)), maxBytes));
        ArrayPool<byte>.Shared.Return(plain);
        return read;
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        string decoded = Encoding.UTF8.GetString(text);
        return decoded.Contains('\0') ? decoded.Replace('\0', '\u2400') : decoded;
    }

    // Not within a character.
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int maxBytes)
    {
        if (text.Length <= maxBytes) return text;
        int end = maxBytes;
        while (end > Math.Max(0, maxBytes - 3) && (text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }

    // The reader has seen to it that every escape is whole.
    private static int Unescape(ReadOnlySpan<byte> text, Span<byte> target, int wanted)
    {
        int written = 0;
        while (!text.IsEmpty && written <= wanted)
        {
            int run = text.IndexOf((byte)'\\');
            if (run < 0) run = text.Length;
            int copied = Math.Min(run, target.Length - written);
            text[..copied].CopyTo(target[written..]);
            written += copied;
            if (copied < run || run == text.Length || written > wanted) break;
            text = text[(run + 1)..];
            text = text[One(text, target[written..], out int length)..];
            written += length;
        }
        return written;
    }

    private static int One(ReadOnlySpan<byte> escape, Span<byte> target, out int written)
    {
        int taken = 1;
        Rune rune;
        if (escape[0] == 'u')
        {
            char unit = Unit(escape[1..]);
            taken = 5;
            if (!Rune.TryCreate(unit, out rune))
            {
                if (escape.Length >= 11 && escape[5] == '\\' && escape[6] == 'u' && Rune.TryCreate(unit, Unit(escape[7..]), out rune)) taken = 11;
                else rune = Rune.ReplacementChar;
            }
        }
        else
        {
            rune = new Rune((char)(escape[0] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                byte other => other,
            }));
        }
        if (!rune.TryEncodeToUtf8(target, out written)) written = 0;
        return taken;
    }

    private static char Unit(ReadOnlySpan<byte> digits) => (char)Convert.ToUInt16(Encoding.ASCII.GetString(digits[..4]), 16);
}

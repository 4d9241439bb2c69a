using System.Text;

namespace Lad.Detection.Parsing.Fields;

/// <summary>Backslash escapes of JSON and logfmt. Never fails: what is no escape stays as it is, half a surrogate pair becomes U+FFFD.</summary>
internal static class EscapedText
{
    /// <summary>Unescapes <paramref name="text"/> into <paramref name="target"/>, which is at least as long, and returns the bytes written: never more than were read.</summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            int plain = text.IndexOf((byte)'\\');
            if (plain < 0 || plain + 1 >= text.Length)
            {
                text.CopyTo(target[written..]);
                return written + text.Length;
            }
            text[..plain].CopyTo(target[written..]);
            written += plain;
            text = text[(plain + 1)..];
            text = text[One(text, target, ref written)..];
        }
    }

    // The text stands after the backslash; returns the bytes taken.
    private static int One(ReadOnlySpan<byte> text, Span<byte> target, ref int written)
    {
        byte simple = text[0] switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'"' or (byte)'\\' or (byte)'/' => text[0],
            _ => 0,
        };
        if (simple != 0)
        {
            target[written++] = simple;
            return 1;
        }
        if (text[0] != 'u' || !TryHex(text, 1, out int unit))
        {
            target[written++] = (byte)'\\';
            return 0;
        }
        int taken = 5;
        var rune = Rune.ReplacementChar;
        if (char.IsHighSurrogate((char)unit))
        {
            if (text.Length >= 11 && text[5] == '\\' && text[6] == 'u' && TryHex(text, 7, out int low) && char.IsLowSurrogate((char)low))
            {
                rune = new Rune((char)unit, (char)low);
                taken = 11;
            }
        }
        else if (!char.IsLowSurrogate((char)unit)) rune = new Rune(unit);
        written += rune.EncodeToUtf8(target[written..]);
        return taken;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (text.Length < at + 4) return false;
        for (int i = at; i < at + 4; i++)
        {
            byte c = text[i];
            if (!char.IsAsciiHexDigit((char)c)) return false;
            value = (value << 4) | ((c & 0xF) + (c >= 'A' ? 9 : 0));
        }
        return true;
    }
}

using Lad.Detection.Masking;

namespace Lad.Detection.Templates;

/// <summary>
/// The stable 64-bit identity of a template: the tokens, joined by one blank, as UTF-8, hashed with FNV-1a (64 bit: offset
/// <c>0xCBF29CE484222325</c>, prime <c>0x100000001B3</c>) and then mixed as MurmurHash3 ends (<c>x ^= x &gt;&gt; 33; x *= 0xFF51AFD7ED558CCD;
/// x ^= x &gt;&gt; 33; x *= 0xC4CEB9FE1A85EC53; x ^= x &gt;&gt; 33</c>). Written as 16 lower-case hexadecimal digits.
/// </summary>
public static class Fingerprint
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The fingerprint of <paramref name="tokens"/>.</summary>
    public static ulong Of(IReadOnlyList<string> tokens)
    {
        ulong hash = Offset;
        Span<byte> bytes = stackalloc byte[256];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i > 0)
                hash = Add(hash, " "u8);
            hash = System.Text.Encoding.UTF8.TryGetBytes(tokens[i], bytes, out int length)
                ? Add(hash, bytes[..length])
                : Add(hash, System.Text.Encoding.UTF8.GetBytes(tokens[i]));
        }
        return Mix(hash);
    }

    /// <summary>
    /// The fingerprint of a message by itself: of <paramref name="message"/> as it was scanned into <paramref name="buffer"/> last.
    /// The same as that of a template with these tokens. Allocates nothing.
    /// </summary>
    public static ulong Of(ReadOnlySpan<byte> message, TokenBuffer buffer)
    {
        ulong hash = Offset;
        Span<byte> numbered = stackalloc byte[NumberedWords.LongestText];
        bool first = true;
        foreach (ref readonly MaskedToken token in buffer.Tokens)
        {
            if (!first)
                hash = Add(hash, " "u8);
            first = false;
            ReadOnlySpan<byte> text = message.Slice(token.Start, token.Length);
            if (token.IsMask)
                hash = Add(hash, "<*>"u8);
            else
                hash = Add(hash, token.Kind == TokenKind.Word ? text : numbered[..NumberedWords.Write(text, numbered)]);
        }
        return Mix(hash);
    }

    /// <summary>The fingerprint as it is written: 16 lower-case hexadecimal digits.</summary>
    public static string ToText(ulong fingerprint) => fingerprint.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private static ulong Add(ulong hash, ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
            hash = (hash ^ value) * Prime;
        return hash;
    }

    private static ulong Mix(ulong x)
    {
        x ^= x >> 33;
        x *= 0xFF51AFD7ED558CCD;
        x ^= x >> 33;
        x *= 0xC4CEB9FE1A85EC53;
        return x ^ (x >> 33);
    }
}

namespace Lad.Detection.Masking;

/// <summary>
/// What becomes of a token with a digit. Most are masked; two keep their constant part: a word with an underscore before the number
/// (<c>blk_123</c> is <c>blk_&lt;*&gt;</c>), and a key (<c>r24=</c> is <c>r&lt;*&gt;=</c>).
/// </summary>
internal static class NumberedWords
{
    private const int LongestPart = 64;

    /// <summary>Bytes that the text of a numbered word may have.</summary>
    internal const int LongestText = 3 * (LongestPart + 1);

    internal static TokenKind KindOf(ReadOnlySpan<byte> text, bool isKey, ref Candidate token)
    {
        byte first = text[0];
        if (char.IsAsciiDigit((char)first) || text.Length > 4 * LongestPart)
            return TokenKind.Number;
        if (isKey)
        {
            if (text.Length > LongestPart || !IsName(text))
                return TokenKind.Number;
            token.Stop++;
            return TokenKind.NumberedWord;
        }
        return PrefixLength(text) is > 0 and <= LongestPart ? TokenKind.NumberedWord : TokenKind.Number;
    }

    /// <summary>Writes the text of a numbered word and returns its length; <paramref name="target"/> needs room for <see cref="LongestText"/> bytes.</summary>
    internal static int Write(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int length = 0;
        if (text[^1] != '=')
        {
            length = PrefixLength(text);
            text[..length].CopyTo(target);
            "<*>"u8.CopyTo(target[length..]);
            return length + 3;
        }
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit((char)text[i]))
            {
                target[length++] = text[i];
            }
            else if (i == 0 || !char.IsAsciiDigit((char)text[i - 1]))
            {
                "<*>"u8.CopyTo(target[length..]);
                length += 3;
            }
        }
        return length;
    }

    internal static ulong Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> written = stackalloc byte[LongestText];
        return WordHash.Of(written[..Write(text, written)]);
    }

    // Letters and underscores up to an underscore that a number follows, at once or with a minus sign.
    private static int PrefixLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        bool letter = false;
        while (length < text.Length && (text[length] == '_' || ByteClasses.Is(text[length], ByteClass.Letter)))
            letter |= text[length++] != '_';
        if (!letter || text[length - 1] != '_')
            return 0;
        int number = length < text.Length && text[length] == '-' ? length + 1 : length;
        return number < text.Length && char.IsAsciiDigit((char)text[number]) ? length : 0;
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (!ByteClasses.Is(value, ByteClass.Alphanumeric) && value is not ((byte)'_' or (byte)'.' or (byte)'-'))
                return false;
        }
        return true;
    }
}

namespace Lad.Detection.Masking;

/// <summary>Decides what a token is when it may be more than a word. The order of the questions is part of the masking rules.</summary>
internal static class CarefulLook
{
    /// <param name="message">The whole message.</param>
    /// <param name="digits">Whether the token holds a digit.</param>
    /// <param name="token">The token; it may come back longer, or dropped.</param>
    internal static TokenKind At(ReadOnlySpan<byte> message, bool digits, ref Candidate token)
    {
        ReadOnlySpan<byte> text = message[token.Start..token.Stop];
        bool whole = token.Stop == token.End;
        byte next = whole && token.End < message.Length ? message[token.End] : (byte)' ';
        if (char.IsAsciiDigit((char)text[0]) && next is not ((byte)'@' or (byte)':'))
            return TokenKind.Number;
        if (!Utf8Words.IsValid(text))
            return TokenKind.Opaque;
        if (Paths.IsAbsolute(message, ref token))
            return TokenKind.Path;
        if (!digits && !ContainsLetter(text))
        {
            token.Drop();
            return TokenKind.Word;
        }

        if (next == ':')
        {
            if (Urls.Follows(message, ref token))
                return TokenKind.Url;
            if (HardwareAddresses.Follows(message, ref token))
                return TokenKind.HardwareAddress;
        }
        if (next == '@' && Addresses.Follows(message, ref token))
            return TokenKind.Address;
        if (digits)
            return NumberedWords.KindOf(text, next == '=', ref token);
        if (next == '[' && Hosts.IsRange(text, message[token.End..]))
            return TokenKind.Host;
        if (token.AfterMask && next != '=' && message[token.Start - 1] == ' ' && UnitWords.Contains(text))
            return TokenKind.Number;
        if (HexadecimalWords.Contains(text))
            return TokenKind.Number;
        if (CalendarWords.IsDate(message, text, ref token))
            return TokenKind.Date;
        if (Paths.IsRelative(text))
            return TokenKind.Path;
        if (Hosts.IsHost(text, message[token.End..]))
            return TokenKind.Host;
        if (next is (byte)':' or (byte)'=')
            token.Stop++;
        return TokenKind.Word;
    }

    private static bool ContainsLetter(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (ByteClasses.Is(value, ByteClass.Letter))
                return true;
        }
        return false;
    }
}

namespace Lad.Detection.Masking;

/// <summary>A scheme, <c>://</c> and an address.</summary>
internal static class Urls
{
    internal static bool Follows(ReadOnlySpan<byte> message, ref Candidate token)
    {
        if (!message[token.End..].StartsWith("://"u8) || !char.IsAsciiLetter((char)message[token.Start]))
            return false;
        int end = token.End + 3;
        while (end < message.Length && !ByteClasses.Is(message[end], ByteClass.Space) && message[end] is not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<' or (byte)'>' or (byte)'|'))
            end++;
        if (end == token.End + 3)
            return false;
        int stop = end;
        while (".,;:!?)]}"u8.Contains(message[stop - 1]))
            stop--;
        token.Take(stop, end);
        return true;
    }
}

namespace Lad.Detection.Masking;

/// <summary>File paths of Unix and Windows, and the paths of requests with their queries.</summary>
internal static class Paths
{
    /// <summary><c>/x</c>, <c>./x</c>, <c>../x</c>, <c>~/x</c>, <c>\\x</c>, <c>C:\x</c>, and <c>/</c> alone between blanks.</summary>
    internal static bool IsAbsolute(ReadOnlySpan<byte> message, ref Candidate token)
    {
        ReadOnlySpan<byte> text = message[token.Start..token.End];
        if (text.StartsWith("/"u8))
        {
            if (text.Length == 1 && !StandsAlone(message, token))
                return false;
        }
        else if (!(text.StartsWith("./"u8) || text.StartsWith("../"u8) || text.StartsWith("~/"u8) || text.StartsWith(@"\\"u8) || IsDrive(message, token)))
        {
            return false;
        }
        Extend(message, ref token);
        return true;
    }

    /// <summary>A name with two separators or more: <c>org/example/Some</c>.</summary>
    internal static bool IsRelative(ReadOnlySpan<byte> text)
    {
        int separators = 0;
        foreach (byte value in text)
        {
            if (value is (byte)'/' or (byte)'\\')
                separators++;
        }
        return separators >= 2;
    }

    private static bool StandsAlone(ReadOnlySpan<byte> message, in Candidate token) =>
        token.Start > 0 && message[token.Start - 1] == ' ' && token.End < message.Length && message[token.End] == ' ';

    private static bool IsDrive(ReadOnlySpan<byte> message, in Candidate token) =>
        token.End - token.Start == 1
        && char.IsAsciiLetter((char)message[token.Start])
        && token.End + 1 < message.Length
        && message[token.End] == ':'
        && message[token.End + 1] is (byte)'\\' or (byte)'/'
        && !(token.End + 2 < message.Length && message[token.End + 1] == '/' && message[token.End + 2] == '/');

    // A path goes on across a delimiter that may stand in a name when more of a path follows at once; a query goes on to white space, quote or bracket.
    private static void Extend(ReadOnlySpan<byte> message, ref Candidate token)
    {
        int at = token.End;
        bool query = message[token.Start..at].Contains((byte)'?');
        while (at < message.Length)
        {
            byte value = message[at];
            query |= value == '?';
            if (ByteClasses.Is(value, ByteClass.Delimiter))
            {
                byte next = at + 1 < message.Length ? message[at + 1] : (byte)' ';
                bool goesOn = value switch
                {
                    (byte)':' => char.IsAsciiDigit((char)next) || next is (byte)'/' or (byte)'\\',
                    (byte)',' => next == '/' || (query && !ByteClasses.Is(next, ByteClass.Delimiter)),
                    (byte)'=' or (byte)'@' or (byte)'#' or (byte)'&' or (byte)';' => query ? !ByteClasses.Is(next, ByteClass.Space) : !ByteClasses.Is(next, ByteClass.Delimiter),
                    _ => false,
                };
                if (!goesOn)
                    break;
            }
            else if (value == '.' && at + 1 < message.Length && message[at + 1] == '.' && !(at > token.Start && message[at - 1] is (byte)'/' or (byte)'\\') && !(at == token.Start))
            {
                break;
            }
            at++;
        }
        int stop = at;
        while (stop > token.Start + 1 && ByteClasses.Is(message[stop - 1], ByteClass.Trailing))
            stop--;
        token.Take(stop, at);
    }
}

namespace Lad.Detection.Masking;

/// <summary>Two names joined by <c>@</c>: e-mail address, <c>user@host</c>, <c>Class@identity</c>.</summary>
internal static class Addresses
{
    internal static bool Follows(ReadOnlySpan<byte> message, ref Candidate token)
    {
        int start = token.End + 1;
        if (start >= message.Length || !ByteClasses.Is(message[start], ByteClass.Alphanumeric))
            return false;
        int end = start;
        while (end < message.Length && !ByteClasses.Is(message[end], ByteClass.Delimiter))
            end++;
        int stop = end;
        while (ByteClasses.Is(message[stop - 1], ByteClass.Trailing))
            stop--;
        token.Take(stop, end);
        return true;
    }
}

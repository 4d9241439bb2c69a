using Lad.Detection.Masking;

namespace Lad.Detection.Tests.Masking;

/// <summary>What the scanner must find, byte by byte and with a close look at every token.</summary>
internal static class ReferenceScanner
{
    internal static (List<(int Start, int Length, ulong Hash, bool IsMask)> Tokens, ulong Key) Scan(ReadOnlySpan<byte> message)
    {
        var tokens = new List<(int Start, int Length, ulong Hash, bool IsMask)>();
        int at = 0;
        while (at < message.Length)
        {
            if (IsDelimiter(message, at))
            {
                at++;
                continue;
            }
            int start = at;
            while (at < message.Length && !IsDelimiter(message, at))
                at++;
            int stop = at;
            while (stop > start && message[stop - 1] is (byte)'.' or (byte)'!' or (byte)'?')
                stop--;
            if (stop == start)
                continue;
            bool afterMask = tokens.Count > 0 && tokens[^1].IsMask && tokens[^1].Start + tokens[^1].Length + 1 == start;
            var token = new Candidate(start, stop, at, afterMask);
            TokenKind kind = CarefulLook.At(message, message[start..stop].ContainsAnyInRange((byte)'0', (byte)'9'), ref token);
            at = token.End;
            if (token.Stop > start)
                Add(tokens, message, start, token.Stop, kind);
        }
        return (tokens, Key(tokens));
    }

    private static void Add(List<(int Start, int Length, ulong Hash, bool IsMask)> tokens, ReadOnlySpan<byte> message, int start, int stop, TokenKind kind)
    {
        bool isMask = kind >= TokenKind.Number;
        ulong hash = isMask ? WordHash.OfMask
            : kind == TokenKind.NumberedWord ? NumberedWords.Hash(message[start..stop])
            : WordHash.Of(message[start..stop].ToArray());
        bool joins = tokens.Count > 0 && kind != TokenKind.Word && tokens[^1].Hash == hash;
        if (joins)
            tokens[^1] = tokens[^1] with { Length = stop - tokens[^1].Start };
        else
            tokens.Add((start, stop - start, hash, isMask));
    }

    private static ulong Key(List<(int Start, int Length, ulong Hash, bool IsMask)> tokens)
    {
        ulong key = MessageScanner.Start;
        foreach ((_, _, ulong hash, _) in tokens)
            key = WordHash.Append(key, hash);
        return key;
    }

    private static bool IsDelimiter(ReadOnlySpan<byte> message, int at) =>
        ByteClasses.Is(message[at], ByteClass.Delimiter)
        || (message[at] == '.' && ((at > 0 && message[at - 1] == '.') || (at + 1 < message.Length && message[at + 1] == '.')));
}

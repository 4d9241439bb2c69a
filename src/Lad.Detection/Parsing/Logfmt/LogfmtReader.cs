using Lad.Detection.Parsing.Fields;

namespace Lad.Detection.Parsing.Logfmt;

/// <summary>
/// Finds the fields that matter in a line of <c>key=value</c> pairs. A line counts as logfmt when it starts with a pair and either has a message
/// key and at most one bare word to two pairs, or has three pairs and at most one bare word to ten: prose with a pair in it stays prose.
/// </summary>
internal static class LogfmtReader
{
    /// <summary>Whether the text starts with a pair: cheap, and enough to tell nearly all prose.</summary>
    public static bool StartsWithPair(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !IsKeyStart(text[0])) return false;
        for (int i = 1; i < text.Length; i++)
        {
            if (IsKey(text[i])) continue;
            return text[i] == '=';
        }
        return false;
    }

    /// <summary>Reads a line that starts with a pair. False when it is prose after all; what was found is then worthless.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, FieldTree tree, ref FieldHits hits)
    {
        int at = 0, pairs = 0, bare = 0;
        bool inMessage = false;
        while (true)
        {
            while (at < text.Length && text[at] is (byte)' ' or (byte)'\t') at++;
            if (at >= text.Length) break;
            int start = at;
            while (at < text.Length && IsKey(text[at])) at++;
            if (at == start || at >= text.Length || text[at] != '=')
            {
                while (at < text.Length && text[at] is not ((byte)' ' or (byte)'\t')) at++;
                // An unquoted message goes on over the words that follow it.
                if (inMessage) hits.Message.Length = at - hits.Message.Start;
                else bare++;
                continue;
            }
            FieldNode? node = tree.Root.Find(text[start..at]);
            pairs++;
            at++;
            if (!TryReadValue(text, ref at, out int valueStart, out int length, out bool quoted, out bool escaped)) return false;
            inMessage = false;
            if (node is null) continue;
            // auditd's msg=audit(1364481363.243:24287): is a time and a number, not a text.
            if (!quoted && node.Rank(FieldRole.Message) != FieldNode.NoRank && text.Slice(valueStart, length).StartsWith("audit("u8)) continue;
            hits.Offer(node, valueStart, length, escaped);
            inMessage = !quoted && hits.Message.Found && hits.Message.Start == valueStart;
        }
        return hits.Message.Found ? pairs >= 2 && bare * 2 <= pairs : pairs >= 3 && bare * 10 <= pairs;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> text, ref int at, out int start, out int length, out bool quoted, out bool escaped)
    {
        escaped = false;
        start = at;
        quoted = at < text.Length && text[at] == '"';
        if (!quoted)
        {
            while (at < text.Length && text[at] is not ((byte)' ' or (byte)'\t')) at++;
            length = at - start;
            return true;
        }
        start = ++at;
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] != '\\') continue;
            escaped = true;
            at++;
        }
        length = Math.Min(at, text.Length) - start;
        return at++ < text.Length;
    }

    private static bool IsKeyStart(byte c) => char.IsAsciiLetter((char)c) || c is (byte)'_' or (byte)'@';

    private static bool IsKey(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'_' or (byte)'@' or (byte)'.' or (byte)'-' or (byte)'/';
}

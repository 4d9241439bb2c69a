using Lad.Detection.Parsing.Fields;
using Lad.Detection.Parsing.Times;

namespace Lad.Detection.Parsing.Plain;

/// <summary>Finds time and level where plain text lines have them: near the start.</summary>
internal static class PlainHeaderReader
{
    private const int TimeTokens = 5;
    private const int TimeReach = 96;
    private const int LevelTokens = 10;
    private const int LevelReach = 160;

    /// <summary>Looks for a time at the starts of the first words. <paramref name="end"/> is where it ends, 0 when there is none.</summary>
    public static long ReadTime(ReadOnlySpan<byte> line, TimeContext context, long observedTicks, out int end)
    {
        ReadOnlySpan<byte> head = line[..Math.Min(line.Length, TimeReach)];
        int at = 0;
        for (int token = 0; token < TimeTokens; token++)
        {
            at = SkipOpening(head, at);
            if (at >= head.Length) break;
            byte first = head[at];
            if ((uint)(first - '0') <= 9 || first is >= (byte)'A' and <= (byte)'W')
            {
                if (CalendarTime.TryRead(head[at..], context, observedTicks, out long ticks, out int length) && EndsWord(head, at + length))
                {
                    end = at + length;
                    return ticks;
                }
                // A bare number is a time only where nothing but a mark stands before it.
                if (token <= 1 && TryEpoch(head[at..], out ticks, out length))
                {
                    end = at + length;
                    return ticks;
                }
            }
            int next = head[at..].IndexOfAny((byte)' ', (byte)'\t', (byte)'|');
            if (next < 0) break;
            at += next + 1;
        }
        end = 0;
        return 0;
    }

    /// <summary>
    /// Looks for a level behind <paramref name="from"/>, where the time ends: in capitals among the next words, in any case in brackets, right after
    /// the time, or as the line's first word before a colon. <paramref name="end"/> is where it ends if only separators precede it, else <paramref name="from"/>.
    /// </summary>
    public static Severity ReadLevel(ReadOnlySpan<byte> line, int from, out int end)
    {
        end = from;
        if (!line.IsEmpty && line[0] == '<' && TryPriority(line, out Severity priority)) return priority;
        if (from >= 5 && IsKlog(line)) return SeverityNames.FromLetter(line[0]);
        ReadOnlySpan<byte> head = line[..Math.Min(line.Length, LevelReach)];
        int at = from;
        bool numbersOnly = true;
        for (int token = 0; token < LevelTokens; token++)
        {
            while (at < head.Length && IsSeparator(head[at])) at++;
            if (at >= head.Length) break;
            int start = at;
            while (at < head.Length && char.IsAsciiLetter((char)head[at])) at++;
            int length = at - start;
            byte next = at < line.Length ? line[at] : (byte)' ';
            if (length is >= 3 and <= 13 && IsSeparator(next))
            {
                ReadOnlySpan<byte> word = head.Slice(start, length);
                bool bracketed = start > 0 && head[start - 1] is (byte)'[' or (byte)'<' or (byte)'(' or (byte)':' && next is (byte)']' or (byte)'>' or (byte)')';
                bool anyCase = bracketed || token == 0 && (from > 0 || next == ':');
                Severity level = anyCase ? SeverityNames.FromWord(word) : SeverityNames.FromUpperWord(word);
                if (level != Severity.Unspecified)
                {
                    if (token == 0) end = at;
                    return level;
                }
            }
            else if (length == 1 && from > 0 && numbersOnly && next is (byte)' ' or (byte)'/' && head[start] is >= (byte)'A' and <= (byte)'Z')
            {
                Severity level = SeverityNames.FromLetter(head[start]);
                if (level != Severity.Unspecified) return level;
            }
            numbersOnly &= length == 0 && char.IsAsciiDigit((char)head[start]);
            int skip = head[at..].IndexOfAny(Words);
            if (skip < 0) break;
            at += skip;
        }
        return Severity.Unspecified;
    }

    private static readonly System.Buffers.SearchValues<byte> Words = System.Buffers.SearchValues.Create(" \t[]|()<>,:"u8);

    private static bool IsSeparator(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'[' or (byte)']' or (byte)'|' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)',' or (byte)':' or (byte)'-' or (byte)'"';

    private static int SkipOpening(ReadOnlySpan<byte> head, int at)
    {
        while (at < head.Length && head[at] is (byte)' ' or (byte)'\t' or (byte)'[' or (byte)'(' or (byte)'"' or (byte)'|') at++;
        if (at < head.Length && head[at] == '<' && head[at..].IndexOf((byte)'>') is > 1 and <= 4 and var close)
        {
            at += close + 1;
            // RFC 5424 has its version here.
            if (at + 1 < head.Length && head[at] == '1' && head[at + 1] == ' ') at += 2;
        }
        return at;
    }

    private static bool EndsWord(ReadOnlySpan<byte> head, int at) => at >= head.Length || !char.IsAsciiLetterOrDigit((char)head[at]);

    private static bool TryEpoch(ReadOnlySpan<byte> text, out long ticks, out int length)
    {
        ticks = 0;
        length = 0;
        if (text.Length < 10 || text[0] is < (byte)'1' or > (byte)'4') return false;
        int digits = 0;
        while (digits < text.Length && digits <= 19 && char.IsAsciiDigit((char)text[digits])) digits++;
        if (digits is not (10 or 13 or 16 or 19)) return false;
        ticks = EpochTime.ReadLeading(text, out length);
        return ticks != 0 && EndsWord(text, length);
    }

    private static bool TryPriority(ReadOnlySpan<byte> line, out Severity level)
    {
        level = Severity.Unspecified;
        if (!System.Buffers.Text.Utf8Parser.TryParse(line[1..], out int priority, out int used) || used > 3 || priority is < 0 or > 191) return false;
        if (line.Length <= used + 1 || line[used + 1] != '>') return false;
        level = SeverityNames.FromSyslog(priority & 7);
        return true;
    }

    private static bool IsKlog(ReadOnlySpan<byte> line) => line[0] is (byte)'I' or (byte)'W' or (byte)'E' or (byte)'F' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[4]);
}

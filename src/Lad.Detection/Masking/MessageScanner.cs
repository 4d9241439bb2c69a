using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lad.Detection.Masking;

/// <summary>
/// Splits a message into tokens, masks its variable parts and computes the key of the masked sequence, in one pass over its
/// bytes. Any bytes will do. Immutable and safe for any number of threads; a scan allocates nothing once its buffer has grown.
/// </summary>
/// <remarks>
/// A token ends at white space, a control byte, <c>, ; : = ( ) [ ] { } &lt; &gt; " ' ` | @ # &amp;</c> and two full stops or more. <c>=</c> and
/// <c>:</c> stay with the word before them. Tokens without a letter or digit go, and full stops, exclamation and question marks behind a token.
/// Bytes are classified 64 at a time (after Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019); a token of letters costs a few instructions,
/// one with a digit, a separator of paths and names or a byte beyond ASCII is looked at closely.
/// </remarks>
public sealed class MessageScanner
{
    internal const ulong Start = 0x8A5CD789635D2DFF;
    private const ulong Truncated = 0x121FD2155C472F96;

    private readonly UserPatterns? _patterns;
    private readonly int _vector;

    /// <summary>Makes a scanner.</summary>
    /// <exception cref="ArgumentException">The rules have faults; the message lists them all.</exception>
    public MessageScanner(MaskingRules rules)
        : this(rules, ByteClassifier.WidestVector)
    {
    }

    internal MessageScanner(MaskingRules rules, int vector)
    {
        if (rules.Faults() is { Count: > 0 } faults)
            throw new ArgumentException("Masking rules: " + string.Join(" ", faults), nameof(rules));
        Rules = rules;
        _patterns = rules.UserPatterns.Count > 0 ? new UserPatterns(rules.UserPatterns) : null;
        _vector = vector;
    }

    /// <summary>The rules that the scanner follows.</summary>
    public MaskingRules Rules { get; }

    /// <summary>Scans <paramref name="message"/> into <paramref name="buffer"/> and returns the key.</summary>
    public ulong Scan(ReadOnlySpan<byte> message, TokenBuffer buffer)
    {
        bool truncated = message.Length > Rules.MaxMessageBytes;
        if (truncated)
            message = message[..Rules.MaxMessageBytes];
        if (_patterns is not null)
            message = _patterns.BlotOut(message, buffer);
        Span<BlockBits> blocks = buffer.Blocks(message.Length);
        ByteClassifier.Classify(message, blocks, _vector);
        int room = Math.Min(Rules.MaxTokens, message.Length / 2 + 1);
        return Walk(message, blocks, buffer, buffer.Room(room), truncated);
    }

    private static ulong Walk(ReadOnlySpan<byte> message, Span<BlockBits> blocks, TokenBuffer buffer, Span<MaskedToken> tokens, bool truncated)
    {
        ref byte text = ref MemoryMarshal.GetReference(message);
        ref BlockBits bits = ref MemoryMarshal.GetReference(blocks);
        ref readonly ByteClass classes = ref MemoryMarshal.GetReference(ByteClasses.All);
        ref MaskedToken last = ref Unsafe.NullRef<MaskedToken>();
        int length = message.Length;
        int count = 0;
        int at = 0;
        ulong key = Start;
        while (true)
        {
            int start = NextClear(ref bits, at);
            if (start >= length)
                break;
            int end = NextSet(ref bits, start);
            at = end;
            int stop = end;
            while (stop > start && (Unsafe.Add(ref Unsafe.AsRef(in classes), Unsafe.Add(ref text, stop - 1)) & ByteClass.Trailing) != 0)
                stop--;
            if (stop == start)
                continue;

            int next = end < length ? Unsafe.Add(ref text, end) : ' ';
            TokenKind kind;
            bool careful = AnyCareful(ref bits, start, stop);
            bool afterMask = count > 0 && last.IsMask && last.End + 1 == start;
            if (careful && Unsafe.Add(ref text, start) - (uint)'0' <= 9 && next is not '@' && (next is not ':' || stop - start > HardwareAddresses.LongestGroup))
            {
                kind = TokenKind.Number;
            }
            else if (careful || afterMask || next is '@' or '[' || NeedsLook(ref text, in classes, start, stop, next is ':' && end + 1 < length ? Unsafe.Add(ref text, end + 1) : ' '))
            {
                var token = new Candidate(start, stop, end, afterMask);
                kind = CarefulLook.At(message, careful && AnyDigit(ref bits, start, stop), ref token);
                stop = token.Stop;
                at = token.End;
                if (stop == start)
                    continue;
            }
            else
            {
                kind = TokenKind.Word;
                if ((next is ':' or '=') && stop == end)
                    stop++;
            }

            ulong hash;
            if (kind >= TokenKind.Number)
            {
                if (count > 0 && last.IsMask)
                {
                    last = last with { Length = stop - last.Start };
                    continue;
                }
                hash = WordHash.OfMask;
            }
            else if (kind == TokenKind.Word)
            {
                hash = WordHash.Of(ref Unsafe.Add(ref text, start), stop - start, length - start);
            }
            else
            {
                hash = NumberedWords.Hash(message.Slice(start, stop - start));
                if (count > 0 && last.Kind == TokenKind.NumberedWord && last.Hash == hash)
                {
                    last = last with { Length = stop - last.Start };
                    continue;
                }
            }
            if (count == tokens.Length)
            {
                truncated = true;
                break;
            }
            last = ref tokens[count++];
            last = new MaskedToken(start, stop - start, hash, kind);
            key = WordHash.Append(key, hash);
        }
        if (truncated)
            key = WordHash.Append(key, Truncated);
        buffer.Count = count;
        buffer.IsTruncated = truncated;
        buffer.Key = key;
        return key;
    }

    // Whether a token of letters and meaningless signs can be anything but a word: it starts with a sign, may name a month or a day
    // of the week, may be hexadecimal, or a colon and something else follow at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NeedsLook(ref byte text, ref readonly ByteClass classes, int start, int stop, int afterColon)
    {
        ref ByteClass of = ref Unsafe.AsRef(in classes);
        byte initial = Unsafe.Add(ref text, start);
        ByteClass first = Unsafe.Add(ref of, initial);
        if ((first & ByteClass.Letter) == 0 || afterColon != ' ')
            return true;
        int bytes = stop - start;
        if (initial <= 'Z' && bytes is >= CalendarWords.Shortest and <= CalendarWords.Longest)
            return true;
        return bytes >= HexadecimalWords.Shortest
            && (first & Unsafe.Add(ref of, Unsafe.Add(ref text, start + 1)) & Unsafe.Add(ref of, Unsafe.Add(ref text, start + 2)) & ByteClass.HexLetter) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextSet(ref BlockBits bits, int at)
    {
        int block = at >> 6;
        ulong word = Unsafe.Add(ref bits, block).Delimiter >> (at & 63);
        if (word != 0)
            return at + BitOperations.TrailingZeroCount(word);
        do
            word = Unsafe.Add(ref bits, ++block).Delimiter;
        while (word == 0);
        return (block << 6) + BitOperations.TrailingZeroCount(word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextClear(ref BlockBits bits, int at)
    {
        int block = at >> 6;
        ulong word = ~Unsafe.Add(ref bits, block).Delimiter >> (at & 63);
        if (word != 0)
            return at + BitOperations.TrailingZeroCount(word);
        do
            word = ~Unsafe.Add(ref bits, ++block).Delimiter;
        while (word == 0);
        return (block << 6) + BitOperations.TrailingZeroCount(word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AnyCareful(ref BlockBits bits, int start, int stop)
    {
        int block = start >> 6;
        int final = (stop - 1) >> 6;
        ulong from = ulong.MaxValue << (start & 63);
        ulong to = ulong.MaxValue >> (63 - ((stop - 1) & 63));
        if (block == final)
            return (Unsafe.Add(ref bits, block).Careful & from & to) != 0;
        ulong any = (Unsafe.Add(ref bits, block).Careful & from) | (Unsafe.Add(ref bits, final).Careful & to);
        while (++block < final)
            any |= Unsafe.Add(ref bits, block).Careful;
        return any != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AnyDigit(ref BlockBits bits, int start, int stop)
    {
        int block = start >> 6;
        int final = (stop - 1) >> 6;
        ulong from = ulong.MaxValue << (start & 63);
        ulong to = ulong.MaxValue >> (63 - ((stop - 1) & 63));
        if (block == final)
            return (Unsafe.Add(ref bits, block).Digit & from & to) != 0;
        ulong any = (Unsafe.Add(ref bits, block).Digit & from) | (Unsafe.Add(ref bits, final).Digit & to);
        while (++block < final)
            any |= Unsafe.Add(ref bits, block).Digit;
        return any != 0;
    }
}

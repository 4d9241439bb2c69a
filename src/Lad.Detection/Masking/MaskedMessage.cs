using System.Text;

namespace Lad.Detection.Masking;

/// <summary>A message with its variable parts masked, as strings: what is kept of a message after its bytes are gone.</summary>
/// <param name="Tokens">The tokens; <see cref="Wildcard"/> stands for a mask.</param>
/// <param name="Gaps">What stands before each token and behind the last: one more than there are tokens.</param>
public sealed record MaskedMessage(IReadOnlyList<string> Tokens, IReadOnlyList<string> Gaps)
{
    /// <summary>What stands for a mask.</summary>
    public const string Wildcard = "<*>";

    private const int LongestGap = 32;

    /// <summary>The text people read: <c>Receiving block blk_&lt;*&gt; src: &lt;*&gt; dest: &lt;*&gt;</c>.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            for (int i = 0; i < Tokens.Count; i++)
                text.Append(Gaps[i]).Append(Tokens[i]);
            return text.Append(Gaps[^1]).ToString().Trim();
        }
    }

    /// <summary>The masked form of <paramref name="message"/>, which was scanned into <paramref name="buffer"/> last.</summary>
    public static MaskedMessage Of(ReadOnlySpan<byte> message, TokenBuffer buffer) => Of(message, buffer, null);

    internal static MaskedMessage Of(ReadOnlySpan<byte> message, TokenBuffer buffer, StringPool? pool)
    {
        ReadOnlySpan<MaskedToken> tokens = buffer.Tokens;
        var words = new string[tokens.Length];
        var gaps = new string[tokens.Length + 1];
        int at = 0;
        Span<byte> numbered = stackalloc byte[NumberedWords.LongestText];
        for (int i = 0; i < tokens.Length; i++)
        {
            MaskedToken token = tokens[i];
            ReadOnlySpan<byte> text = message.Slice(token.Start, token.Length);
            gaps[i] = Gap(message[at..token.Start], pool);
            at = token.End;
            if (token.IsMask)
                words[i] = Wildcard;
            else
                words[i] = String(token.Kind == TokenKind.Word ? text : numbered[..NumberedWords.Write(text, numbered)], token.Hash, pool);
        }
        gaps[^1] = buffer.IsTruncated ? "" : Gap(message[at..], pool);
        return new MaskedMessage(words, gaps);
    }

    private static string Gap(ReadOnlySpan<byte> bytes, StringPool? pool)
    {
        if (bytes.Length == 0)
            return "";
        if (bytes.Length == 1 && bytes[0] == ' ')
            return " ";
        Span<byte> gap = stackalloc byte[LongestGap];
        int length = 0;
        foreach (byte value in bytes)
        {
            byte shown = ByteClasses.Is(value, ByteClass.Space) ? (byte)' ' : value;
            if (length == gap.Length || (shown == ' ' && length > 0 && gap[length - 1] == ' '))
                continue;
            gap[length++] = shown;
        }
        return String(gap[..length], WordHash.Of(gap[..length]), pool);
    }

    private static string String(ReadOnlySpan<byte> text, ulong hash, StringPool? pool) => pool?.Of(text, hash) ?? System.Text.Encoding.UTF8.GetString(text);
}

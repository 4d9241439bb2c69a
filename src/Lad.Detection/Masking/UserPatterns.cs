using System.Text;
using System.Text.RegularExpressions;

namespace Lad.Detection.Masking;

/// <summary>Blots out what the user's patterns match, before the scanner looks.</summary>
internal sealed class UserPatterns(IReadOnlyList<string> patterns)
{
    /// <summary>Never part of UTF-8, so that a token that holds it is masked.</summary>
    internal const byte Blot = 0xFF;

    private readonly Regex[] _patterns = [.. patterns.Select(MaskingRules.Compile)];

    /// <summary>The message with each match overwritten, of the same length; the message itself when nothing matches.</summary>
    internal ReadOnlySpan<byte> BlotOut(ReadOnlySpan<byte> message, TokenBuffer buffer)
    {
        buffer.RoomForPatterns(message.Length);
        int length = System.Text.Encoding.UTF8.GetChars(message, buffer.Characters);
        ReadOnlySpan<char> characters = buffer.Characters.AsSpan(0, length);
        bool any = false;
        foreach (Regex pattern in _patterns)
        {
            int character = 0;
            int at = 0;
            foreach (ValueMatch match in pattern.EnumerateMatches(characters))
            {
                if (match.Length == 0)
                    continue;
                if (!any)
                    message.CopyTo(buffer.Blotted);
                any = true;
                at += Bytes(message[at..], match.Index - character);
                int bytes = Bytes(message[at..], match.Length);
                buffer.Blotted.AsSpan(at, bytes).Fill(Blot);
                at += bytes;
                character = match.Index + match.Length;
            }
        }
        return any ? buffer.Blotted.AsSpan(0, message.Length) : message;
    }

    // Number of bytes at the start of text that decode to a number of UTF-16 characters; bytes that are not UTF-8 decode to U+FFFD.
    private static int Bytes(ReadOnlySpan<byte> text, int characters)
    {
        int at = 0;
        while (characters > 0 && at < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[at..], out Rune rune, out int bytes) != System.Buffers.OperationStatus.Done)
                rune = Rune.ReplacementChar;
            at += Math.Max(bytes, 1);
            characters -= rune.Utf16SequenceLength;
        }
        return at;
    }
}

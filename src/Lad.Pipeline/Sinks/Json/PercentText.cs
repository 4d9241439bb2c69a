using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Text as part of a link's query: letters, digits and <c>-._~/</c> as they are, every other byte of its UTF-8 as <c>%XX</c> (RFC 3986). What is not UTF-8 becomes U+FFFD first.</summary>
internal static class PercentText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"u8);

    /// <summary>Appends UTF-8 text.</summary>
    public static void Append(OutputBuffer output, ReadOnlySpan<byte> text)
    {
        bool valid = Utf8.IsValid(text);
        while (!text.IsEmpty)
        {
            int run = text.IndexOfAnyExcept(Plain);
            if (run < 0) run = text.Length;
            output.Append(text[..run]);
            text = text[run..];
            if (text.IsEmpty) return;
            int length = 1;
            bool whole = valid || Rune.DecodeFromUtf8(text, out _, out length) == OperationStatus.Done;
            foreach (byte value in whole ? text[..length] : "\uFFFD"u8) AppendByte(output, value);
            text = text[length..];
        }
    }

    private static void AppendByte(OutputBuffer output, byte value)
    {
        Span<byte> code = output.GetSpan(3);
        code[0] = (byte)'%';
        code[1] = "0123456789ABCDEF"u8[value >> 4];
        code[2] = "0123456789ABCDEF"u8[value & 15];
        output.Advance(3);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Writes hostile bytes as the inside of a JSON string: escapes what JSON wants escaped, and puts U+FFFD for what is not UTF-8.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(0x20, 0x60).Select(b => (byte)b).Where(b => b is not ((byte)'"' or (byte)'\\'))]);
    private static readonly SearchValues<byte> Ascii = SearchValues.Create([.. Enumerable.Range(0, 0x80).Select(b => (byte)b)]);

    /// <summary>Appends UTF-8 text.</summary>
    public static void Append(OutputBuffer output, ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int run = text.IndexOfAnyExcept(Plain);
            if (run < 0)
            {
                output.Append(text);
                return;
            }
            output.Append(text[..run]);
            text = text[run..];
            if (text[0] < 0x80)
            {
                AppendEscape(output, text[0]);
                text = text[1..];
                continue;
            }
            int foreign = text.IndexOfAny(Ascii);
            if (foreign < 0) foreign = text.Length;
            AppendForeign(output, text[..foreign]);
            text = text[foreign..];
        }
    }

    /// <summary>Appends UTF-16 text.</summary>
    public static void Append(OutputBuffer output, string text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Append(output, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Appends JSON without its line breaks, which stand between its tokens only; what is not UTF-8 in its strings becomes U+FFFD.</summary>
    public static void AppendOneLine(OutputBuffer output, ReadOnlySpan<byte> json)
    {
        while (true)
        {
            int run = json.IndexOfAnyInRange((byte)0, (byte)0x1F);
            AppendForeign(output, run < 0 ? json : json[..run]);
            if (run < 0) return;
            json = json[(run + 1)..];
        }
    }

    private static void AppendEscape(OutputBuffer output, byte value)
    {
        switch (value)
        {
            case (byte)'"': output.Append("\\\""u8); break;
            case (byte)'\\': output.Append("\\\\"u8); break;
            case (byte)'\n': output.Append("\\n"u8); break;
            case (byte)'\r': output.Append("\\r"u8); break;
            case (byte)'\t': output.Append("\\t"u8); break;
            case (byte)'\b': output.Append("\\b"u8); break;
            case (byte)'\f': output.Append("\\f"u8); break;
            default:
                output.Append("\\u00"u8);
                output.Append("0123456789abcdef"u8[value >> 4]);
                output.Append("0123456789abcdef"u8[value & 15]);
                break;
        }
    }

    private static void AppendForeign(OutputBuffer output, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            output.Append(text);
            return;
        }
        while (!text.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(text, out _, out int length);
            output.Append(status == OperationStatus.Done ? text[..length] : "\uFFFD"u8);
            text = text[length..];
        }
    }
}

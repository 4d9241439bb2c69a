using System.Buffers;
using System.Globalization;
using System.Text;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>Text as UTF-8 in a buffer that comes from a pool and goes back to it.</summary>
internal sealed class Utf8Text : IDisposable
{
    private const int Start = 64 << 10;
    private const int NumberLength = 32;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Start);

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>What stands there; good until more is written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>The buffer goes back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Length = 0;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Writes text.</summary>
    public void Write(ReadOnlySpan<char> text) => Length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Writes a whole number.</summary>
    public void Write(long number)
    {
        number.TryFormat(Room(NumberLength), out int length, provider: CultureInfo.InvariantCulture);
        Length += length;
    }

    /// <summary>Writes a number, so that reading it gives the same again.</summary>
    public void Write(double number)
    {
        if (double.IsNaN(number))
        {
            Write("NaN"u8);
        }
        else if (double.IsInfinity(number))
        {
            Write(number > 0 ? "+Inf"u8 : "-Inf"u8);
        }
        else
        {
            number.TryFormat(Room(NumberLength), out int length, provider: CultureInfo.InvariantCulture);
            Length += length;
        }
    }

    /// <summary>Writes a number that always looks like one with a fraction: <c>1.0</c>.</summary>
    public void WriteCanonical(double number)
    {
        int start = Length;
        Write(number);
        if (double.IsFinite(number) && Written.Span[start..].IndexOfAny((byte)'.', (byte)'E') < 0) Write(".0"u8);
    }

    /// <summary>Writes text of which backslashes and line ends, and quotes if asked for, are escaped.</summary>
    public void WriteEscaped(ReadOnlySpan<char> text, bool quotes)
    {
        while (true)
        {
            int special = quotes ? text.IndexOfAny('\\', '\n', '"') : text.IndexOfAny('\\', '\n');
            if (special < 0) break;
            Write(text[..special]);
            Write(text[special] switch { '\n' => "\\n"u8, '"' => "\\\""u8, _ => "\\\\"u8 });
            text = text[(special + 1)..];
        }
        Write(text);
    }

    private Span<byte> Room(int needed)
    {
        if (bytes.Length - Length < needed)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + needed));
            bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }
        return bytes.AsSpan(Length);
    }
}

namespace Lad.Detection.Parsing;

/// <summary>
/// What one thread needs to work with a <see cref="RecordParser"/>: room to unescape text in. It grows to the longest record seen, which the
/// source bounds. Not thread-safe.
/// </summary>
public sealed class ParserScratch
{
    private byte[] outer = new byte[4096];
    private byte[] inner = new byte[4096];

    /// <summary>Room for text of the record itself.</summary>
    internal Span<byte> Outer(int length) => Room(ref outer, length);

    /// <summary>Room for text of a record inside the record.</summary>
    internal Span<byte> Inner(int length) => Room(ref inner, length);

    private static Span<byte> Room(ref byte[] bytes, int length)
    {
        if (bytes.Length < length) bytes = new byte[Math.Max(length, bytes.Length * 2)];
        return bytes;
    }
}

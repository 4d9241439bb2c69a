using System.Text;

namespace Lad.Kafka.Cursors;

/// <summary>The key of a message: <c>SOURCE/PART</c>. A source's name may hold a slash, a part's does not.</summary>
/// <param name="Source">The source.</param>
/// <param name="Part">The part.</param>
internal sealed record CursorKey(string Source, string Part)
{
    // Names of sources are lists of patterns, and keys of others may be anything.
    private const int MaxBytes = 32 << 10;

    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{Source}/{Part}");

    /// <summary>The key that the bytes are; <see langword="null"/> when they are none.</summary>
    public static CursorKey? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes) return null;
        int slash = bytes.LastIndexOf((byte)'/');
        return slash <= 0 || slash == bytes.Length - 1 ? null : new CursorKey(Encoding.UTF8.GetString(bytes[..slash]), Encoding.UTF8.GetString(bytes[(slash + 1)..]));
    }
}

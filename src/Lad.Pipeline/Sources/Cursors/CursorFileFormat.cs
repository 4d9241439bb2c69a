using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>
/// The bytes of a cursor file: "LADCURSR", version (4 bytes), then, each with its length (4 bytes) before it: the source's name and, by turns, a part's name and its content; at the end a
/// length of -1 and SHA-256 over all before it. Numbers are little-endian.
/// </summary>
internal static class CursorFileFormat
{
    private const int Version = 1;
    private const int LongestText = 16 << 10;
    private const int LargestPart = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "LADCURSR"u8;

    public static void Write(Stream file, string source, IReadOnlyDictionary<string, byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Put(Magic);
        PutNumber(Version);
        PutBytes(Encoding.UTF8.GetBytes(source));
        foreach ((string name, byte[] content) in parts)
        {
            PutBytes(Encoding.UTF8.GetBytes(name));
            PutBytes(content);
        }
        PutNumber(-1);
        file.Write(hash.GetHashAndReset());

        void PutBytes(ReadOnlySpan<byte> bytes)
        {
            PutNumber(bytes.Length);
            Put(bytes);
        }

        void PutNumber(int number)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            Put(bytes);
        }

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            file.Write(bytes);
        }
    }

    /// <summary>The source and the parts.</summary>
    /// <exception cref="FormatException">The file is no cursor, damaged, or of a version that is not known; the message goes behind its name.</exception>
    public static (string Source, Dictionary<string, byte[]> Parts) Read(Stream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] start = new byte[Magic.Length];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !Magic.SequenceEqual(start)) throw new FormatException("is not a cursor");
        hash.AppendData(start);
        int version = Number();
        if (version != Version) throw new FormatException($"is of version {version}, and this program knows version {Version}");
        string source = Encoding.UTF8.GetString(Bytes(Number(), LongestText));
        Dictionary<string, byte[]> parts = [];
        while (Number() is var length && length >= 0) parts[Encoding.UTF8.GetString(Bytes(length, LongestText))] = Bytes(Number(), LargestPart);
        byte[] expected = hash.GetHashAndReset();
        byte[] found = Exactly(expected.Length);
        return found.AsSpan().SequenceEqual(expected) && file.ReadByte() < 0 ? (source, parts) : throw Damaged();

        int Number() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4, 4));

        byte[] Bytes(int length, int most)
        {
            if (length < 0 || length > most) throw Damaged();
            byte[] bytes = Exactly(length);
            hash.AppendData(bytes);
            return bytes;
        }

        byte[] Exactly(int length)
        {
            byte[] bytes = new byte[length];
            return file.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw Damaged();
        }
    }

    private static FormatException Damaged() => new("is damaged");
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Sinks;

/// <summary>
/// Identity of a verdict: 16 hex digits for the stream (the start of SHA-256 over its identity), then 16 for the offset in it. A redelivered record has the same id,
/// two records of a stream never do.
/// </summary>
/// <param name="Stream">First half.</param>
/// <param name="Offset">Second half.</param>
public readonly record struct EventId(ulong Stream, long Offset)
{
    /// <summary>Bytes that <see cref="Format"/> writes.</summary>
    public const int TextLength = 32;

    private static readonly ConditionalWeakTable<SourceStream, object> Streams = [];

    /// <summary>A number spread evenly over all 64-bit values, from the id alone: what samples are drawn by.</summary>
    public ulong Sample
    {
        get
        {
            // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
            ulong mixed = Stream ^ ((ulong)Offset * 0x9E3779B97F4A7C15);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>The id of the verdict on the record at <paramref name="position"/>.</summary>
    public static EventId Of(in SourcePosition position) => new(HashOf(position.Stream), position.Offset);

    /// <summary>
    /// The id of a record that has an identity of its own within a collection, wherever it is read: 128 bits of SHA-256 over both, so that two records share one by no chance that counts.
    /// </summary>
    /// <param name="collection">The collection, e.g. an index, UTF-8.</param>
    /// <param name="identity">The record's identity in it, UTF-8.</param>
    public static EventId Of(ReadOnlySpan<byte> collection, ReadOnlySpan<byte> identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int length = collection.Length + 1 + identity.Length;
        Span<byte> text = length <= 1024 ? stackalloc byte[length] : new byte[length];
        collection.CopyTo(text);
        // No UTF-8 text holds this byte: the boundary is part of what is hashed.
        text[collection.Length] = 0xFF;
        identity.CopyTo(text[(collection.Length + 1)..]);
        SHA256.HashData(text, hash);
        return new EventId(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadInt64BigEndian(hash[8..]));
    }

    /// <summary>Writes the id's 32 lower-case hex digits.</summary>
    public void Format(Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Stream);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Offset);
        Convert.TryToHexStringLower(bytes, text, out _);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Stream:x16}{Offset:x16}";

    private static ulong HashOf(SourceStream stream) => (ulong)Streams.GetValue(stream, Hash);

    private static object Hash(SourceStream stream) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(stream.Identity)));
}

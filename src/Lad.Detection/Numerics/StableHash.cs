using System.Buffers.Binary;

namespace Lad.Detection.Numerics;

/// <summary>A 64-bit hash that is the same on every machine. The hash directions of words are derived from it: it must never change.</summary>
internal static class StableHash
{
    private const ulong Multiplier = 0x9FB21C651E98DF25;

    /// <summary>Hashes <paramref name="bytes"/>, eight at a time.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * Multiplier;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Absorb(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        if (!bytes.IsEmpty)
        {
            ulong tail = 0;
            for (int i = bytes.Length - 1; i >= 0; i--)
                tail = (tail << 8) | bytes[i];
            hash = Absorb(hash, tail);
        }
        return SplitMix64.Mix(hash);
    }

    private static ulong Absorb(ulong hash, ulong chunk)
    {
        hash = (hash ^ chunk) * Multiplier;
        return hash ^ (hash >> 29);
    }
}

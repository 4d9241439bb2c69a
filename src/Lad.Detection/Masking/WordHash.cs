using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lad.Detection.Masking;

/// <summary>
/// The 64-bit hash of a token's text: eight bytes at a time, little-endian, the last ones padded with zeros, folded by a
/// 64 x 64 bit multiplication. The same on every machine.
/// </summary>
public static class WordHash
{
    internal const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong LengthMultiplier = 0xD6E8FEB86659FD93;

    /// <summary>The hash of every mask.</summary>
    public const ulong OfMask = 0x2545F4914F6CDD1D;

    /// <summary>The hash of <paramref name="text"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => Of(ref MemoryMarshal.GetReference(text), text.Length, text.Length);

    /// <summary>Appends a token's hash to the hash of the tokens before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Append(ulong key, ulong hash) => Fold(key ^ hash, Multiplier);

    /// <summary>The hash of <paramref name="length"/> bytes, of which <paramref name="readable"/> or more may be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(ref byte text, int length, int readable)
    {
        ulong hash = (ulong)length * LengthMultiplier;
        if (length <= 8)
            return Fold(hash ^ (readable >= 8 ? Read(ref text, 0) & Keep(length) : ReadShort(ref text, length)), Multiplier);
        int at = 0;
        for (; at + 8 <= length; at += 8)
            hash = Fold(hash ^ Read(ref text, at), Multiplier);
        if (at < length)
            hash = Fold(hash ^ (Read(ref text, length - 8) >> (64 - 8 * (length - at))), Multiplier);
        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Keep(int bytes) => bytes == 0 ? 0 : ulong.MaxValue >> (64 - 8 * bytes);

    private static ulong ReadShort(ref byte text, int length)
    {
        ulong value = 0;
        for (int i = 0; i < length; i++)
            value |= (ulong)Unsafe.Add(ref text, i) << (8 * i);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte text, int at)
    {
        ulong value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}

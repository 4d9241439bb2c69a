using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lad.Detection.Masking;

/// <summary>Turns a message into bits, one per byte and class, 64 bytes at a time: which bytes end a token, which ask for a close look, which are digits.</summary>
internal static class ByteClassifier
{
    // A byte's high nibble names a row of the ASCII table, its low nibble a column. A set of ASCII characters is then one byte per
    // column with a bit for each row; bytes beyond ASCII have a row without a bit.
    private static readonly Vector128<byte> Rows = Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
    private static readonly Vector128<byte> DelimiterColumns = Columns(ByteClass.Delimiter);
    private static readonly Vector128<byte> CarefulColumns = Columns(ByteClass.Digit | ByteClass.Special);

    /// <summary>Whether the widest path that this machine has is the one for 64, 32 or 16 bytes.</summary>
    internal static int WidestVector => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported ? 64 : Avx2.IsSupported ? 32 : 16;

    /// <summary>Blocks that <see cref="Classify(ReadOnlySpan{byte}, Span{BlockBits}, int)"/> writes for a message of a length: one more than the message fills.</summary>
    internal static int BlocksFor(int length) => (length + 63) / 64 + 1;

    /// <summary>
    /// Writes the bits of <paramref name="message"/>. Behind its end delimiter bits are set up to the first bit of the additional
    /// block and clear from there, so that searching for a set or a clear bit needs no bound.
    /// </summary>
    internal static void Classify(ReadOnlySpan<byte> message, Span<BlockBits> blocks, int vector)
    {
        ref byte text = ref MemoryMarshal.GetReference(message);
        int full = message.Length / 64;
        int rest = message.Length % 64;
        for (int i = 0; i < full; i++)
            blocks[i] = Block(ref Unsafe.Add(ref text, i * 64), vector);
        int count = full;
        if (rest > 0)
        {
            blocks[count++] = full > 0
                ? Block(ref Unsafe.Add(ref text, message.Length - 64), vector).ShiftedOut(64 - rest)
                : ShortBlock(message, vector);
        }
        blocks[count] = new BlockBits { Delimiter = 1 };
        JoinDots(blocks[..(count + 1)]);
    }

    private static BlockBits ShortBlock(ReadOnlySpan<byte> message, int vector)
    {
        Vector512<byte> padded = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<Vector512<byte>>(ref padded));
        message.CopyTo(bytes);
        return Block(ref bytes[0], vector);
    }

    // A run of two full stops or more separates, a single one is part of a name or a number.
    private static void JoinDots(Span<BlockBits> blocks)
    {
        ulong before = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            ulong dots = blocks[i].Dot;
            ulong after = i + 1 < blocks.Length ? blocks[i + 1].Dot << 63 : 0;
            blocks[i].Delimiter |= dots & ((dots << 1) | before | (dots >> 1) | after);
            before = dots >> 63;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockBits Block(ref byte text, int vector)
    {
        if (vector == 64 && Vector512.IsHardwareAccelerated && Avx512BW.IsSupported)
            return Block64(ref text);
        if (vector == 32 && Avx2.IsSupported)
            return Block32(ref text, 0).Joined(Block32(ref text, 32), 32);
        if (vector == 16)
            return Block16(ref text, 0).Joined(Block16(ref text, 16), 16).Joined(Block16(ref text, 32).Joined(Block16(ref text, 48), 16), 32);
        return BlockScalar(ref text);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockBits Block64(ref byte text)
    {
        Vector512<byte> v = Vector512.LoadUnsafe(ref text);
        Vector512<byte> low = v & Vector512.Create((byte)0x0F);
        Vector512<byte> row = Avx512BW.Shuffle(Spread512(Rows), (v.AsUInt16() >> 4).AsByte() & Vector512.Create((byte)0x0F));
        Vector512<byte> beyond = Vector512.GreaterThanOrEqual(v, Vector512.Create((byte)0x80));
        return new BlockBits
        {
            Delimiter = (~Vector512.Equals(Avx512BW.Shuffle(Spread512(DelimiterColumns), low) & row, Vector512<byte>.Zero)).ExtractMostSignificantBits(),
            Careful = (~Vector512.Equals(Avx512BW.Shuffle(Spread512(CarefulColumns), low) & row, Vector512<byte>.Zero) | beyond).ExtractMostSignificantBits(),
            Digit = Vector512.LessThanOrEqual(v - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits(),
            Dot = Vector512.Equals(v, Vector512.Create((byte)'.')).ExtractMostSignificantBits(),
        };
    }

    private static Vector512<byte> Spread512(Vector128<byte> v) => Vector512.Create(Vector256.Create(v, v), Vector256.Create(v, v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockBits Block32(ref byte text, int at)
    {
        Vector256<byte> v = Vector256.LoadUnsafe(ref text, (nuint)at);
        Vector256<byte> low = v & Vector256.Create((byte)0x0F);
        Vector256<byte> row = Avx2.Shuffle(Vector256.Create(Rows, Rows), (v.AsUInt16() >> 4).AsByte() & Vector256.Create((byte)0x0F));
        Vector256<byte> beyond = Vector256.GreaterThanOrEqual(v, Vector256.Create((byte)0x80));
        return new BlockBits
        {
            Delimiter = (~Vector256.Equals(Avx2.Shuffle(Vector256.Create(DelimiterColumns, DelimiterColumns), low) & row, Vector256<byte>.Zero)).ExtractMostSignificantBits(),
            Careful = (~Vector256.Equals(Avx2.Shuffle(Vector256.Create(CarefulColumns, CarefulColumns), low) & row, Vector256<byte>.Zero) | beyond).ExtractMostSignificantBits(),
            Digit = Vector256.LessThanOrEqual(v - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits(),
            Dot = Vector256.Equals(v, Vector256.Create((byte)'.')).ExtractMostSignificantBits(),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockBits Block16(ref byte text, int at)
    {
        Vector128<byte> v = Vector128.LoadUnsafe(ref text, (nuint)at);
        Vector128<byte> low = v & Vector128.Create((byte)0x0F);
        Vector128<byte> row = Vector128.Shuffle(Rows, (v.AsUInt16() >> 4).AsByte() & Vector128.Create((byte)0x0F));
        Vector128<byte> beyond = Vector128.GreaterThanOrEqual(v, Vector128.Create((byte)0x80));
        return new BlockBits
        {
            Delimiter = (~Vector128.Equals(Vector128.Shuffle(DelimiterColumns, low) & row, Vector128<byte>.Zero)).ExtractMostSignificantBits(),
            Careful = (~Vector128.Equals(Vector128.Shuffle(CarefulColumns, low) & row, Vector128<byte>.Zero) | beyond).ExtractMostSignificantBits(),
            Digit = Vector128.LessThanOrEqual(v - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits(),
            Dot = Vector128.Equals(v, Vector128.Create((byte)'.')).ExtractMostSignificantBits(),
        };
    }

    private static BlockBits BlockScalar(ref byte text)
    {
        BlockBits bits = default;
        for (int i = 0; i < 64; i++)
        {
            byte value = Unsafe.Add(ref text, i);
            ulong bit = 1UL << i;
            if (ByteClasses.Is(value, ByteClass.Delimiter))
                bits.Delimiter |= bit;
            if (ByteClasses.Is(value, ByteClass.Digit | ByteClass.Special))
                bits.Careful |= bit;
            if (ByteClasses.Is(value, ByteClass.Digit))
                bits.Digit |= bit;
            if (value == '.')
                bits.Dot |= bit;
        }
        return bits;
    }

    private static Vector128<byte> Columns(ByteClass any)
    {
        Span<byte> columns = stackalloc byte[16];
        for (int value = 0; value < 128; value++)
        {
            if (ByteClasses.Is((byte)value, any))
                columns[value & 15] |= (byte)(1 << (value >> 4));
        }
        return Vector128.Create((ReadOnlySpan<byte>)columns);
    }
}

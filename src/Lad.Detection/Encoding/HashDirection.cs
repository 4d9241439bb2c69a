using Lad.Detection.Numerics;

namespace Lad.Detection.Encoding;

/// <summary>
/// A fixed unit vector for each word: coordinates of equal size whose signs are bits of the word's hash. Two words' directions are
/// nearly orthogonal: their cosine has mean 0 and standard deviation 1 / sqrt(dimension).
/// </summary>
internal static class HashDirection
{
    /// <summary>Adds <paramref name="scale"/> times the direction of the word with <paramref name="hash"/> to <paramref name="vector"/>.</summary>
    public static void Add(ulong hash, float scale, Span<float> vector)
    {
        int size = BitConverter.SingleToInt32Bits(scale / MathF.Sqrt(vector.Length));
        var bits = new SplitMix64(hash);
        ulong word = 0;
        for (int i = 0; i < vector.Length; i++, word >>= 1)
        {
            if ((i & 63) == 0) word = bits.Next();
            vector[i] += BitConverter.Int32BitsToSingle(size ^ ((int)word << 31));
        }
    }
}

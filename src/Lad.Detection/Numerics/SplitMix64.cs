namespace Lad.Detection.Numerics;

/// <summary>
/// A seeded generator whose sequence is the same on every machine and in every version (Steele, Lea and Flood, 2014).
/// A mutable value: keep it in a variable or field that is not read-only.
/// </summary>
/// <param name="seed">Any value; equal seeds give equal sequences.</param>
internal struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 uniform bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    /// <summary>A uniform value in [0, <paramref name="bound"/>).</summary>
    public uint Below(uint bound) => (uint)(((Next() >> 32) * bound) >> 32);

    /// <summary>A uniform value in [0, 1).</summary>
    public float NextSingle() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Spreads every bit of <paramref name="value"/> over all bits of the result; a bijection.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

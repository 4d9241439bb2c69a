namespace Lad.Detection.Encoding;

/// <summary>Scales vectors to length 1.</summary>
internal static class UnitLength
{
    // Below this a vector is what rounding left of words that cancel each other: its direction means nothing.
    private const float Least = 1e-6f;

    /// <summary>Scales <paramref name="vector"/> to unit length.</summary>
    /// <returns><see langword="false"/> when it is too short to have a direction; it is then left as it is.</returns>
    public static bool Scale(Span<float> vector)
    {
        float squared = 0;
        foreach (float value in vector)
            squared = MathF.FusedMultiplyAdd(value, value, squared);
        float length = MathF.Sqrt(squared);
        if (!(length > Least)) return false;
        for (int i = 0; i < vector.Length; i++)
            vector[i] /= length;
        return true;
    }
}

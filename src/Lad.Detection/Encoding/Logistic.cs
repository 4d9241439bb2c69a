using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lad.Detection.Encoding;

/// <summary>The logistic function by a continued fraction of the hyperbolic tangent, correct to 0.0003: enough for a gradient, and without a table.</summary>
internal static class Logistic
{
    // Half the argument: beyond this the fraction would exceed 1.
    private const float Limit = 3.6f;

    /// <summary>(<paramref name="label"/> - logistic(<paramref name="x"/>)) * <paramref name="rate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gradient(Vector128<float> x, Vector128<float> label, float rate)
    {
        Vector128<float> y = Vector128.MaxNative(Vector128.MinNative(x * 0.5f, Vector128.Create(Limit)), Vector128.Create(-Limit));
        Vector128<float> square = y * y;
        Vector128<float> numerator = y * Vector128.FusedMultiplyAdd(square + Vector128.Create(105f), square, Vector128.Create(945f));
        Vector128<float> denominator = Vector128.FusedMultiplyAdd(Vector128.FusedMultiplyAdd(Vector128.Create(15f), square, Vector128.Create(420f)), square, Vector128.Create(945f));
        Vector128<float> tangent = numerator / denominator;
        return Vector128.FusedMultiplyAdd(tangent, Vector128.Create(-0.5f * rate), (label - Vector128.Create(0.5f)) * rate);
    }
}

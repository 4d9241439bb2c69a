using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lad.Detection.Numerics;

/// <summary>Sums the lanes of a register in one fixed order, so that the result does not depend on the width of the hardware's registers.</summary>
internal static class LaneSum
{
    /// <summary>Halves are added to each other until four lanes remain, then (0 + 2) + (1 + 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(Vector512<float> lanes) => Of(Quarter(lanes));

    /// <summary>(0 + 2) + (1 + 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(Vector128<float> lanes)
    {
        lanes += Vector128.Shuffle(lanes, Vector128.Create(2, 3, 0, 1));
        lanes += Vector128.Shuffle(lanes, Vector128.Create(1, 0, 3, 2));
        return lanes.ToScalar();
    }

    /// <summary>The first two steps: sixteen lanes to four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Quarter(Vector512<float> lanes)
    {
        Vector256<float> half = lanes.GetLower() + lanes.GetUpper();
        return half.GetLower() + half.GetUpper();
    }
}

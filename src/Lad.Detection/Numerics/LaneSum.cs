using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lad.Detection.Numerics;

/// <summary>Sums the lanes of registers in one fixed order, so that the result does not depend on the width of the hardware's registers.</summary>
internal static class LaneSum
{
    /// <summary>The sums of four registers, in their order: halves are added to each other until four lanes remain, then (0 + 2) + (1 + 3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth)
    {
        Vector128<float> a = Quarter(first), b = Quarter(second), c = Quarter(third), d = Quarter(fourth);
        if (!Sse.IsSupported)
            return Vector128.Create(Of(a), Of(b), Of(c), Of(d));
        Vector128<float> ab = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b);
        Vector128<float> cd = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
        return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Of(Vector128<float> lanes) => (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(Vector512<float> lanes)
    {
        Vector256<float> half = lanes.GetLower() + lanes.GetUpper();
        return half.GetLower() + half.GetUpper();
    }
}

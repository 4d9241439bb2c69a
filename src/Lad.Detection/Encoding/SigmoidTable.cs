using System.Runtime.CompilerServices;

namespace Lad.Detection.Encoding;

/// <summary>The logistic function on [-6, 6] in 1,024 steps; beyond, it is taken as 0 or 1.</summary>
internal sealed unsafe class SigmoidTable
{
    private const int Steps = 1024;
    private const float Limit = 6;

    private readonly float* values;
    private readonly float[] pinned = GC.AllocateArray<float>(Steps, pinned: true);

    private SigmoidTable()
    {
        for (int i = 0; i < Steps; i++)
            pinned[i] = (float)(1 / (1 + Math.Exp(Limit - (i + 0.5) * (2 * Limit / Steps))));
        values = (float*)Unsafe.AsPointer(ref pinned[0]);
    }

    public static SigmoidTable Shared { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(float value)
    {
        if (value >= Limit) return 1;
        if (value <= -Limit) return 0;
        // Just below the limit, the sum can round up to a whole table.
        return values[Math.Min((int)((value + Limit) * (Steps / (2 * Limit))), Steps - 1)];
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lad.Detection.Numerics;

namespace Lad.Detection.Encoding;

/// <summary>
/// One step of stochastic gradient ascent for a pair of words and its negative samples. All arithmetic is fused and in a fixed order,
/// so that every width of register gives the same bits.
/// </summary>
internal static unsafe class SkipGramKernel
{
    /// <summary>Targets are taken in groups of this size: room for them is a multiple of it.</summary>
    public const int Group = 4;

    /// <summary>Values in a row of the specialised kernel: two 512-bit registers.</summary>
    public const int TwoRegisters = 2 * AlignedMatrix.Lanes;

    /// <summary>
    /// Moves <paramref name="input"/> towards the output row of the first target and away from the others', and those rows accordingly.
    /// Rows of <see cref="TwoRegisters"/> values only.
    /// </summary>
    /// <param name="input">The context word's input row, aligned.</param>
    /// <param name="output">The first output row.</param>
    /// <param name="targets">Output rows: the predicted word, then its negative samples; any row in what is left of the last group.</param>
    /// <param name="count">Number of targets, at least 1.</param>
    /// <param name="gradients">Room for as many values as <paramref name="targets"/> has, aligned to 16 bytes.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="frozen">Whether the input row must stay as it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StepTwoRegisters(float* input, float* output, int* targets, int count, float* gradients, float rate, bool frozen)
    {
        Vector512<float> lower = Vector512.Load(input), upper = Vector512.Load(input + 16);
        Vector128<float> label = Vector128.CreateScalar(1f);
        for (int k = 0; k < count; k += Group)
        {
            Vector128<float> similarity = LaneSum.Of(
                Product(lower, upper, output, targets[k]), Product(lower, upper, output, targets[k + 1]),
                Product(lower, upper, output, targets[k + 2]), Product(lower, upper, output, targets[k + 3]));
            Logistic.Gradient(similarity, label, rate).Store(gradients + k);
            label = Vector128<float>.Zero;
        }
        Vector512<float> newLower = lower, newUpper = upper;
        for (int k = 0; k < count; k++)
        {
            // Loaded again and not kept from above: a row may be among the targets twice.
            float* row = output + (nint)targets[k] * TwoRegisters;
            Vector512<float> gradient = Vector512.Create(gradients[k]);
            Vector512<float> rowLower = Vector512.Load(row), rowUpper = Vector512.Load(row + 16);
            newLower = Vector512.FusedMultiplyAdd(gradient, rowLower, newLower);
            newUpper = Vector512.FusedMultiplyAdd(gradient, rowUpper, newUpper);
            Vector512.FusedMultiplyAdd(gradient, lower, rowLower).Store(row);
            Vector512.FusedMultiplyAdd(gradient, upper, rowUpper).Store(row + 16);
        }
        if (frozen) return;
        newLower.Store(input);
        newUpper.Store(input + 16);
    }

    /// <summary>As <see cref="StepTwoRegisters"/>, for rows of <paramref name="stride"/> values, any multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepAny(float* input, float* output, int stride, int* targets, int count, float* gradients, float rate, bool frozen)
    {
        Vector128<float> label = Vector128.CreateScalar(1f);
        for (int k = 0; k < count; k += Group)
        {
            Vector128<float> similarity = LaneSum.Of(
                Product(input, output, stride, targets[k]), Product(input, output, stride, targets[k + 1]),
                Product(input, output, stride, targets[k + 2]), Product(input, output, stride, targets[k + 3]));
            Logistic.Gradient(similarity, label, rate).Store(gradients + k);
            label = Vector128<float>.Zero;
        }
        for (int i = 0; i < stride; i += 16)
        {
            Vector512<float> value = Vector512.Load(input + i);
            Vector512<float> moved = value;
            for (int k = 0; k < count; k++)
            {
                float* row = output + (nint)targets[k] * stride + i;
                Vector512<float> gradient = Vector512.Create(gradients[k]);
                Vector512<float> rowValue = Vector512.Load(row);
                moved = Vector512.FusedMultiplyAdd(gradient, rowValue, moved);
                Vector512.FusedMultiplyAdd(gradient, value, rowValue).Store(row);
            }
            if (!frozen) moved.Store(input + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Product(Vector512<float> lower, Vector512<float> upper, float* output, int target)
    {
        float* row = output + (nint)target * TwoRegisters;
        return Vector512.FusedMultiplyAdd(upper, Vector512.Load(row + 16), lower * Vector512.Load(row));
    }

    private static Vector512<float> Product(float* input, float* output, int stride, int target)
    {
        float* row = output + (nint)target * stride;
        Vector512<float> product = Vector512.Load(input) * Vector512.Load(row);
        for (int i = 16; i < stride; i += 16)
            product = Vector512.FusedMultiplyAdd(Vector512.Load(input + i), Vector512.Load(row + i), product);
        return product;
    }
}

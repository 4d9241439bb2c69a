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
    /// <summary>Values in a row of the specialised kernel: two 512-bit registers.</summary>
    private const int TwoRegisters = 2 * AlignedMatrix.Lanes;

    /// <summary>
    /// Moves <paramref name="input"/> towards the output row of the first target and away from the others', and those rows accordingly.
    /// </summary>
    /// <param name="input">The context word's input row, aligned and padded.</param>
    /// <param name="output">The first output row.</param>
    /// <param name="stride">Distance between rows, a multiple of 16.</param>
    /// <param name="targets">Output rows: the predicted word, then its negative samples.</param>
    /// <param name="count">Number of targets, at least 1.</param>
    /// <param name="gradients">Room for <paramref name="count"/> values.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="sigmoid">The logistic function.</param>
    /// <param name="frozen">Whether the input row must stay as it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(float* input, float* output, int stride, int* targets, int count, float* gradients, float rate, SigmoidTable sigmoid, bool frozen)
    {
        if (stride == TwoRegisters)
            StepTwoRegisters(input, output, targets, count, gradients, rate, sigmoid, frozen);
        else
            StepAny(input, output, stride, targets, count, gradients, rate, sigmoid, frozen);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepTwoRegisters(float* input, float* output, int* targets, int count, float* gradients, float rate, SigmoidTable sigmoid, bool frozen)
    {
        Vector512<float> lower = Vector512.Load(input), upper = Vector512.Load(input + 16);
        for (int k = 0; k < count; k++)
        {
            float* row = output + (nint)targets[k] * TwoRegisters;
            Vector512<float> product = Vector512.FusedMultiplyAdd(upper, Vector512.Load(row + 16), lower * Vector512.Load(row));
            gradients[k] = Gradient(LaneSum.Of(product), k, rate, sigmoid);
        }
        Vector512<float> lowerStep = Vector512<float>.Zero, upperStep = Vector512<float>.Zero;
        for (int k = 0; k < count; k++)
        {
            float* row = output + (nint)targets[k] * TwoRegisters;
            Vector512<float> gradient = Vector512.Create(gradients[k]);
            Vector512<float> rowLower = Vector512.Load(row), rowUpper = Vector512.Load(row + 16);
            lowerStep = Vector512.FusedMultiplyAdd(gradient, rowLower, lowerStep);
            upperStep = Vector512.FusedMultiplyAdd(gradient, rowUpper, upperStep);
            Vector512.FusedMultiplyAdd(gradient, lower, rowLower).Store(row);
            Vector512.FusedMultiplyAdd(gradient, upper, rowUpper).Store(row + 16);
        }
        if (frozen) return;
        (lower + lowerStep).Store(input);
        (upper + upperStep).Store(input + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepAny(float* input, float* output, int stride, int* targets, int count, float* gradients, float rate, SigmoidTable sigmoid, bool frozen)
    {
        for (int k = 0; k < count; k++)
        {
            float* row = output + (nint)targets[k] * stride;
            Vector512<float> product = Vector512.Load(input) * Vector512.Load(row);
            for (int i = 16; i < stride; i += 16)
                product = Vector512.FusedMultiplyAdd(Vector512.Load(input + i), Vector512.Load(row + i), product);
            gradients[k] = Gradient(LaneSum.Of(product), k, rate, sigmoid);
        }
        for (int i = 0; i < stride; i += 16)
        {
            Vector512<float> value = Vector512.Load(input + i);
            Vector512<float> step = Vector512<float>.Zero;
            for (int k = 0; k < count; k++)
            {
                float* row = output + (nint)targets[k] * stride + i;
                Vector512<float> gradient = Vector512.Create(gradients[k]);
                Vector512<float> rowValue = Vector512.Load(row);
                step = Vector512.FusedMultiplyAdd(gradient, rowValue, step);
                Vector512.FusedMultiplyAdd(gradient, value, rowValue).Store(row);
            }
            if (!frozen) (value + step).Store(input + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Gradient(float similarity, int target, float rate, SigmoidTable sigmoid) =>
        ((target == 0 ? 1f : 0f) - sigmoid.Of(similarity)) * rate;
}

using System.Runtime.CompilerServices;
using Lad.Detection.Numerics;

namespace Lad.Detection.Encoding;

/// <summary>What all workers of a training share; the two matrices are written by all of them without locks.</summary>
/// <param name="Sequences">What to train on.</param>
/// <param name="Input">The word vectors to be.</param>
/// <param name="Output">The vectors by which a word is predicted.</param>
/// <param name="Frozen">Input rows below this stay as they are.</param>
/// <param name="Sampler">Draws negative samples.</param>
/// <param name="Keep">For each row the chance to survive subsampling, as a bound on 32 uniform bits.</param>
/// <param name="Options">How to learn.</param>
/// <param name="Epochs">Passes.</param>
internal sealed record SkipGramTraining(
    TrainingSequences Sequences, AlignedMatrix Input, AlignedMatrix Output, int Frozen, NegativeSampler Sampler, uint[] Keep, Word2VecOptions Options, int Epochs);

/// <summary>Goes through a range of sequences again and again, with its own random numbers and its own decay of the learning rate.</summary>
internal sealed unsafe class SkipGramWorker(SkipGramTraining training, int first, int end, ulong seed, IProgress<double>? progress)
{
    private readonly int[] sentence = new int[Math.Max(1, training.Sequences.Longest())];
    private SplitMix64 random = new(seed);
    private long done;

    /// <summary>All epochs over the worker's range.</summary>
    public void Run(CancellationToken cancellation)
    {
        TrainingSequences sequences = training.Sequences;
        long total = 0;
        for (int i = first; i < end; i++)
            total += (long)sequences.Rows(i).Length * sequences.Repetitions(i);
        total *= training.Epochs;
        double initial = training.Options.InitialLearningRate;
        double fall = initial - training.Options.FinalLearningRate;
        for (int epoch = 0; epoch < training.Epochs; epoch++)
        {
            for (int i = first; i < end; i++)
            {
                if ((i & 63) == 0) cancellation.ThrowIfCancellationRequested();
                ReadOnlySpan<int> rows = sequences.Rows(i);
                for (int repetition = sequences.Repetitions(i); repetition > 0; repetition--)
                {
                    double rate = (initial - fall * done / total) * sequences.Strength(i);
                    Learn(Subsample(rows), (float)rate);
                    done += rows.Length;
                }
            }
            progress?.Report((epoch + 1.0) / training.Epochs);
        }
    }

    private int Subsample(ReadOnlySpan<int> rows)
    {
        uint[] keep = training.Keep;
        int[] kept = sentence;
        int length = 0;
        foreach (int row in rows)
        {
            kept[length] = row;
            if (keep[row] == uint.MaxValue || (uint)(random.Next() >> 32) < keep[row]) length++;
        }
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Learn(int length, float rate)
    {
        // Locals: the kernel writes through pointers, after which the compiler would reload every field.
        AlignedMatrix inputs = training.Input;
        float* input = inputs.Start, output = training.Output.Start;
        int stride = inputs.Stride, frozen = training.Frozen, negatives = training.Options.Negatives;
        uint window = (uint)training.Options.Window;
        NegativeSampler sampler = training.Sampler;
        int room = (negatives + 1 + SkipGramKernel.Group - 1) / SkipGramKernel.Group * SkipGramKernel.Group + 1;
        int* targets = stackalloc int[room];
        float* gradients = stackalloc float[room];
        SplitMix64 generator = random;
        fixed (int* words = sentence)
        {
            for (int centre = 0; centre < length; centre++)
            {
                int width = 1 + (int)generator.Below(window);
                int from = Math.Max(0, centre - width), to = Math.Min(length - 1, centre + width);
                int word = words[centre];
                new Span<int>(targets, room).Fill(word);
                for (int context = from; context <= to; context++)
                {
                    if (context == centre) continue;
                    int count = 1;
                    for (int drawn = 0; drawn < negatives; drawn += 2)
                    {
                        ulong bits = generator.Next();
                        int negative = sampler.Draw((uint)bits);
                        targets[count] = negative;
                        count += negative != word ? 1 : 0;
                        if (drawn + 1 == negatives) break;
                        negative = sampler.Draw((uint)(bits >> 32));
                        targets[count] = negative;
                        count += negative != word ? 1 : 0;
                    }
                    float* row = input + (nint)words[context] * stride;
                    bool isFrozen = words[context] < frozen;
                    if (stride == SkipGramKernel.TwoRegisters)
                        SkipGramKernel.StepTwoRegisters(row, output, targets, count, gradients, rate, isFrozen);
                    else
                        SkipGramKernel.StepAny(row, output, stride, targets, count, gradients, rate, isFrozen);
                }
            }
        }
        random = generator;
        GC.KeepAlive(training);
    }
}

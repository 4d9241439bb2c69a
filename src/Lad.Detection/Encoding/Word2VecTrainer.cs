using Lad.Detection.Numerics;

namespace Lad.Detection.Encoding;

/// <summary>
/// Learns word vectors: skip-gram with negative sampling, subsampling of frequent words and a linearly falling learning rate
/// (Mikolov et al., "Distributed Representations of Words and Phrases and their Compositionality", 2013).
/// </summary>
/// <remarks>
/// One thread and one seed give the same vectors, bit for bit: random numbers are the trainer's own, and arithmetic is in a fixed order
/// that does not depend on the width of the hardware's registers.
/// </remarks>
public static class Word2VecTrainer
{
    private const long WantedWords = 300_000;
    private const int MinEpochs = 5;
    private const int MaxEpochs = 200;
    private const ulong WorkerSpacing = 0xD1B54A32D192ED03;

    /// <summary>Learns a vector for each word of the corpus.</summary>
    /// <param name="corpus">Word sequences with weights. A sequence of weight w counts as 1 + ln(w) repetitions in each epoch.</param>
    /// <param name="options">How to learn.</param>
    /// <param name="previous">
    /// Vectors to continue from. Their words keep their rows and, exactly, their vectors: only new words are learned, into the space that
    /// the known ones span. The result's counts are the sum of the old and the corpus's.
    /// </param>
    /// <param name="progress">Told the share of the work that is done, 0 to 1, after each epoch.</param>
    /// <param name="cancellation">Stops training.</param>
    /// <returns>Vectors of the words whose weighted count reaches the options' minimum, and of all words of <paramref name="previous"/>.</returns>
    /// <exception cref="ArgumentException">Options are wrong (all faults are listed), or <paramref name="previous"/> has another dimension.</exception>
    public static WordVectors Train(WordCorpus corpus, Word2VecOptions options, WordVectors? previous = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        if (previous is not null && previous.Dimension != options.Dimension)
            throw new ArgumentException($"The vectors to continue from have {previous.Dimension} dimensions, the options ask for {options.Dimension}: train from scratch or ask for {previous.Dimension}.", nameof(previous));

        var vocabulary = new Vocabulary(corpus, options.MinCount, previous);
        var sequences = new TrainingSequences(corpus, vocabulary);
        AlignedMatrix input = Initialize(vocabulary, options, previous);
        if (sequences.WordsPerEpoch > 0)
        {
            int epochs = options.Epochs ?? (int)Math.Clamp(WantedWords / sequences.WordsPerEpoch, MinEpochs, MaxEpochs);
            var output = new AlignedMatrix(vocabulary.Words.Count, options.Dimension);
            var training = new SkipGramTraining(sequences, input, output, vocabulary.KnownCount, new NegativeSampler(vocabulary.Frequencies), KeepBounds(vocabulary, options.Subsample), options, epochs);
            Run(training, progress, cancellation);
        }
        return new WordVectors(options.Dimension, vocabulary.Words, vocabulary.Counts, input.ToDense());
    }

    private static AlignedMatrix Initialize(Vocabulary vocabulary, Word2VecOptions options, WordVectors? previous)
    {
        int dimension = options.Dimension;
        var input = new AlignedMatrix(vocabulary.Words.Count, dimension);
        for (int row = 0; row < vocabulary.Words.Count; row++)
        {
            Span<float> vector = input.RowSpan(row);
            if (row < vocabulary.KnownCount)
            {
                previous!.Vectors.Span.Slice(row * dimension, dimension).CopyTo(vector);
                continue;
            }
            // From the word itself: where it starts does not depend on what else is in the vocabulary.
            var random = new SplitMix64(StableHash.Of(System.Text.Encoding.UTF8.GetBytes(vocabulary.Words[row])) ^ options.Seed);
            for (int i = 0; i < dimension; i++)
                vector[i] = (random.NextSingle() - 0.5f) / dimension;
        }
        return input;
    }

    private static uint[] KeepBounds(Vocabulary vocabulary, double subsample)
    {
        double threshold = subsample * vocabulary.Frequencies.Sum();
        return [.. vocabulary.Frequencies.Select(frequency =>
        {
            double ratio = threshold / Math.Max(frequency, double.Epsilon);
            double keep = Math.Sqrt(ratio) + ratio;
            return subsample >= 1 || keep >= 1 ? uint.MaxValue : (uint)(keep * uint.MaxValue);
        })];
    }

    private static void Run(SkipGramTraining training, IProgress<double>? progress, CancellationToken cancellation)
    {
        int threads = Math.Min(training.Options.Threads, training.Sequences.Count);
        var workers = new SkipGramWorker[threads];
        int first = 0;
        long words = 0;
        for (int worker = 0; worker < threads; worker++)
        {
            long share = training.Sequences.WordsPerEpoch * (worker + 1) / threads;
            int end = first;
            while (end < training.Sequences.Count && (words < share || worker == threads - 1))
            {
                words += (long)training.Sequences.Rows(end).Length * training.Sequences.Repetitions(end);
                end++;
            }
            ulong seed = SplitMix64.Mix(training.Options.Seed + (ulong)worker * WorkerSpacing);
            workers[worker] = new SkipGramWorker(training, first, end, seed, worker == 0 ? progress : null);
            first = end;
        }
        if (threads == 1)
            workers[0].Run(cancellation);
        else
            Parallel.ForEach(workers, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, worker => worker.Run(cancellation));
    }
}

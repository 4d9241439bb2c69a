namespace Lad.Detection.Encoding;

/// <summary>How word vectors are learned. The defaults are those that most implementations of Word2Vec share.</summary>
public sealed record Word2VecOptions
{
    /// <summary>Length of a word vector, 1 to 1,024. Default 32.</summary>
    public int Dimension { get; init; } = 32;

    /// <summary>Words to either side that count as context, at least 1; each centre word draws its own width from 1 to this. Default 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Negative samples for each pair, 1 to 64. Default 5.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>
    /// Passes over the corpus, at least 1. Default <see langword="null"/>: as many as a small corpus needs to be learned
    /// (some 300,000 words in all), at least 5 and at most 200.
    /// </summary>
    public int? Epochs { get; init; }

    /// <summary>Share of all words above which a word is thinned out, above 0; 1 keeps every word. Default 0.001.</summary>
    public double Subsample { get; init; } = 1e-3;

    /// <summary>Learning rate at the start, above 0 and at most 0.1: larger steps make small vocabularies diverge. Default 0.025.</summary>
    public double InitialLearningRate { get; init; } = 0.025;

    /// <summary>Learning rate at the end, above 0 and at most the initial one; it falls linearly. Default 0.0001.</summary>
    public double FinalLearningRate { get; init; } = 1e-4;

    /// <summary>Words with a smaller weighted count are not learned. Default 1.</summary>
    public double MinCount { get; init; } = 1;

    /// <summary>
    /// Threads that learn at once on the same vectors without locks (Niu et al., 2011), at least 1. Default 1: only one thread gives the same
    /// vectors for the same seed and corpus.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of every random choice. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is wrong with these options, every fault at once; empty when they are right.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Dimension is < 1 or > 1024) faults.Add($"Dimension must be 1 to 1024, not {Dimension}.");
        if (Window < 1) faults.Add($"Window must be at least 1, not {Window}.");
        if (Negatives is < 1 or > 64) faults.Add($"Negatives must be 1 to 64, not {Negatives}.");
        if (Epochs < 1) faults.Add($"Epochs must be at least 1, not {Epochs}.");
        if (!(Subsample > 0)) faults.Add($"Subsample must be above 0, not {Subsample}.");
        if (!(InitialLearningRate is > 0 and <= 0.1)) faults.Add($"InitialLearningRate must be above 0 and at most 0.1, not {InitialLearningRate}.");
        if (!(FinalLearningRate > 0 && FinalLearningRate <= InitialLearningRate)) faults.Add($"FinalLearningRate must be above 0 and at most InitialLearningRate, not {FinalLearningRate}.");
        if (!(MinCount >= 0)) faults.Add($"MinCount must be at least 0, not {MinCount}.");
        if (Threads < 1) faults.Add($"Threads must be at least 1, not {Threads}.");
        return faults;
    }
}

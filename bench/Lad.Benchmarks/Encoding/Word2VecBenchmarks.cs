using BenchmarkDotNet.Attributes;
using Lad.Detection.Encoding;

namespace Lad.Benchmarks.Encoding;

/// <summary>
/// Skip-gram over plain sentences: 32 dimensions, window 5, 5 negatives, words under 5 occurrences left out, one thread. An operation is a
/// word of the corpus, dropped ones included, as gensim counts.
/// </summary>
public class Word2VecBenchmarks
{
    private const int Sentences = 100_000;
    private const int WordsPerSentence = 12;
    private const int Epochs = 2;

    private readonly WordCorpus corpus = new();

    /// <summary>The default thins out frequent words; 1 learns every word.</summary>
    [Params(1e-3, 1.0)]
    public double Subsample { get; set; }

    [GlobalSetup]
    public void FillCorpus()
    {
        // Word frequencies that fall as 1 / rank (Zipf), as those of real text do.
        var random = new Random(1);
        var sentence = new string[WordsPerSentence];
        for (int i = 0; i < Sentences; i++)
        {
            for (int k = 0; k < WordsPerSentence; k++)
                sentence[k] = $"word{(int)Math.Pow(20_000, random.NextDouble())}";
            corpus.Add(sentence);
        }
    }

    [Benchmark(OperationsPerInvoke = Sentences * WordsPerSentence * Epochs)]
    public WordVectors Train() =>
        Word2VecTrainer.Train(corpus, new Word2VecOptions { Epochs = Epochs, MinCount = 5, Subsample = Subsample });
}

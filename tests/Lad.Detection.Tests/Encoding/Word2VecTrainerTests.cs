using Lad.Detection.Encoding;

namespace Lad.Detection.Tests.Encoding;

public sealed class Word2VecTrainerTests
{
    [Fact]
    public void One_thread_and_one_seed_give_the_same_bits()
    {
        WordVectors first = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions { Seed = 7 });
        WordVectors second = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions { Seed = 7 });

        Assert.Equal(first.Words, second.Words);
        Assert.True(first.Vectors.Span.SequenceEqual(second.Vectors.Span));
    }

    [Fact]
    public void Another_seed_gives_other_vectors()
    {
        WordVectors first = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions { Seed = 7 });
        WordVectors second = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions { Seed = 8 });

        Assert.False(first.Vectors.Span.SequenceEqual(second.Vectors.Span));
    }

    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 2)]
    [InlineData(20, 1)]
    [InlineData(50, 1)]
    public void Words_of_one_topic_end_nearer_to_each_other_than_to_those_of_another(int dimension, int threads)
    {
        WordVectors vectors = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions { Dimension = dimension, Threads = threads });

        double same = 0, other = 0;
        for (int i = 0; i < 10; i++)
        {
            for (int j = 0; j < 10; j++)
            {
                if (i != j) same += vectors.Cosine($"disk{i}", $"disk{j}") / 90;
                other += vectors.Cosine($"disk{i}", $"net{j}") / 100;
            }
        }
        Assert.True(same > other + 0.3, $"same {same}, other {other}");
    }

    [Fact]
    public void Known_words_keep_row_and_vector_when_training_continues()
    {
        WordVectors old = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions());
        var more = new WordCorpus();
        for (int i = 0; i < 40; i++)
            more.Add([$"disk{i % 10}", "brandnew", $"disk{(i + 3) % 10}", $"disk{(i + 5) % 10}"]);

        WordVectors updated = Word2VecTrainer.Train(more, new Word2VecOptions(), old);

        Assert.Equal(old.Words, updated.Words.Take(old.Words.Count));
        Assert.True(old.Vectors.Span.SequenceEqual(updated.Vectors.Span[..old.Vectors.Length]));
        Assert.Equal("brandnew", updated.Words[^1]);
        Assert.Equal(40, updated.Counts.Span[^1]);
        Assert.Equal(old.Counts.Span[0] + more.CountOf(old.Words[0]), updated.Counts.Span[0]);
        Assert.True(updated.Cosine("brandnew", "disk1") > updated.Cosine("brandnew", "net1"));
    }

    [Fact]
    public void Weights_count_as_occurrences()
    {
        var corpus = new WordCorpus();
        corpus.Add(["rare", "word"], 1);
        corpus.Add(["common", "word"], 1_000_000);

        WordVectors vectors = Word2VecTrainer.Train(corpus, new Word2VecOptions { MinCount = 2 });

        Assert.Equal(["word", "common"], vectors.Words);
        Assert.Equal([1_000_001.0, 1_000_000.0], vectors.Counts.ToArray());
    }

    [Fact]
    public void Rows_do_not_depend_on_the_order_of_the_corpus()
    {
        string[][] sequences = [["b", "a"], ["c", "b"], ["d"]];
        var forth = new WordCorpus();
        var back = new WordCorpus();
        foreach (string[] sequence in sequences) forth.Add(sequence);
        foreach (string[] sequence in sequences.Reverse()) back.Add(sequence);

        Assert.Equal(["b", "a", "c", "d"], Word2VecTrainer.Train(forth, new Word2VecOptions()).Words);
        Assert.Equal(["b", "a", "c", "d"], Word2VecTrainer.Train(back, new Word2VecOptions()).Words);
    }

    [Fact]
    public void An_empty_corpus_gives_an_empty_vocabulary()
    {
        var corpus = new WordCorpus();
        corpus.Add([]);

        Assert.Empty(Word2VecTrainer.Train(corpus, new Word2VecOptions { Threads = 4 }).Words);
    }

    [Fact]
    public void All_values_stay_finite_under_extreme_weights_and_rates()
    {
        var corpus = new WordCorpus();
        corpus.Add(["a", "a", "a", "b"], 1e12);
        corpus.Add(["a"], 1e-9);

        WordVectors vectors = Word2VecTrainer.Train(corpus, new Word2VecOptions { InitialLearningRate = 0.1, Subsample = 1 });

        Assert.All(vectors.Vectors.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void All_faults_of_the_options_are_listed_at_once()
    {
        var options = new Word2VecOptions { Dimension = 0, Window = 0, Negatives = 0, Epochs = 0, Subsample = 0, InitialLearningRate = 0, MinCount = -1, Threads = 0 };

        var error = Assert.Throws<ArgumentException>(() => Word2VecTrainer.Train(new WordCorpus(), options));

        foreach (string name in new[] { "Dimension", "Window", "Negatives", "Epochs", "Subsample", "InitialLearningRate", "MinCount", "Threads" })
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Continuing_with_another_dimension_is_refused()
    {
        WordVectors old = Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions { Dimension = 8 });

        Assert.Throws<ArgumentException>(() => Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions(), old));
    }

    [Fact]
    public void Training_stops_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Word2VecTrainer.Train(TwoTopics(), new Word2VecOptions(), cancellation: cancellation.Token));
    }

    /// <summary>Sentences of six words, each sentence about disks alone or about networks alone.</summary>
    private static WordCorpus TwoTopics()
    {
        var corpus = new WordCorpus();
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            string topic = i % 2 == 0 ? "disk" : "net";
            corpus.Add([.. Enumerable.Range(0, 6).Select(_ => $"{topic}{random.Next(10)}")]);
        }
        return corpus;
    }
}

using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Encoding;
using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Encoding;

public sealed class MessageEncoderTests
{
    private static readonly MessageEncoder Encoder = new(SomeVectors(40, 32));

    [Fact]
    public void A_message_vector_has_unit_length()
    {
        Assert.Equal(1, TensorPrimitives.Norm(Encode("word1 word2 word2 unheard").Vector), 5);
    }

    [Fact]
    public void Unknown_share_is_the_share_of_unknown_words_without_wildcards()
    {
        Assert.Equal(0.25f, Encode("word1 word2 unheard <*> word3 <*>").UnknownShare);
        Assert.Equal(0f, Encode("<*>").UnknownShare);
    }

    [Fact]
    public void More_unknown_words_move_a_message_farther_from_the_known_one()
    {
        float[] known = Encode("word1 word2 word3 word4 word5 word6").Vector;
        double before = 0;
        for (int unknown = 1; unknown <= 6; unknown++)
        {
            // Over many different unknown words: one alone may happen to point where the known one did.
            double distance = Enumerable.Range(0, 50).Average(i => TensorPrimitives.Distance(known, Encode(string.Join(' ',
                Enumerable.Range(1, 6).Select(k => k <= unknown ? $"unheard{i}of{k}" : $"word{k}"))).Vector));
            Assert.True(distance > before + 0.05, $"{unknown} unknown words: {distance}, one less: {before}");
            before = distance;
        }
    }

    [Fact]
    public void Messages_with_the_same_unknown_words_are_alike()
    {
        Assert.Equal(Encode("word1 unheard").Vector, Encode("unheard word1").Vector);
        Assert.True(TensorPrimitives.Distance(Encode("unheard").Vector, Encode("unseen").Vector) > 0.5f);
    }

    [Fact]
    public void Wildcards_do_not_move_a_message()
    {
        Assert.Equal(Encode("word1 word2").Vector, Encode("<*> word1 <*> word2").Vector);
    }

    [Fact]
    public void A_message_without_words_gets_one_fixed_direction()
    {
        (float[] vector, float unknown) = Encode("");

        Assert.Equal(1, TensorPrimitives.Norm(vector), 5);
        Assert.Equal(0, unknown);
        Assert.Equal(vector, Encode("<*> <*>").Vector);
    }

    [Fact]
    public void Two_words_with_the_same_learned_vector_are_told_apart_by_their_hash()
    {
        float[] vectors = [.. Enumerable.Range(0, 3).SelectMany(word => Enumerable.Range(0, 32).Select(i => word < 2 ? i : -i * i + 1f))];
        var encoder = new MessageEncoder(new WordVectors(32, ["a", "b", "c"], new double[3], vectors, hashShare: 0.5));

        // 1 - share, give or take what their hash directions happen to have in common.
        Assert.InRange(TensorPrimitives.CosineSimilarity(encoder.Direction(0), encoder.Direction(1)), 0.1f, 0.9f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(33)]
    public void Any_dimension_is_encoded(int dimension)
    {
        var encoder = new MessageEncoder(SomeVectors(20, dimension));
        var vector = new float[dimension];

        encoder.Encode(["word1", "word2", "other"], vector);

        Assert.Equal(1, TensorPrimitives.Norm(vector), 5);
    }

    [Fact]
    public void A_vocabulary_of_one_word_or_none_works()
    {
        var vector = new float[8];
        Assert.Equal(1, new MessageEncoder(new WordVectors(8, [], [], [])).Encode(["a"], vector));
        Assert.Equal(0, new MessageEncoder(new WordVectors(8, ["a"], [1], new float[8])).Encode(["a"], vector));
        Assert.Equal(1, TensorPrimitives.Norm(vector), 5);
    }

    [Fact]
    public void Encoding_allocates_nothing()
    {
        byte[] text = "word1 word2 unheard"u8.ToArray();
        ByteSlice[] words = [new(0, 5), new(6, 5), new(12, 7)];
        var vector = new float[32];
        Encoder.Encode(text, words, vector);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Encoder.Encode(text, words, vector);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Strings_and_bytes_are_encoded_alike() => Prop.ForAll<NonNull<string>[]>(words =>
    {
        string[] clean = [.. words.Select(word => word.Get)];
        var first = new float[32];
        var second = new float[32];
        var text = new List<byte>();
        var slices = new List<ByteSlice>();
        foreach (string word in clean)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(word);
            slices.Add(new ByteSlice(text.Count, bytes.Length));
            text.AddRange(bytes);
        }

        float share = Encoder.Encode(text.ToArray(), slices.ToArray(), first);

        Assert.Equal(share, Encoder.Encode(clean, second));
        Assert.Equal(first, second);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_hash_share_is_smaller_for_larger_vocabularies()
    {
        Assert.Equal(0.9, WordVectors.DefaultHashShare(0));
        Assert.Equal(0.9, WordVectors.DefaultHashShare(500));
        Assert.InRange(WordVectors.DefaultHashShare(1500), 0.75, 0.85);
        Assert.Equal(0.7, WordVectors.DefaultHashShare(100_000), 6);
    }

    private static (float[] Vector, float UnknownShare) Encode(string message)
    {
        var vector = new float[32];
        float unknown = Encoder.Encode(message.Split(' ', StringSplitOptions.RemoveEmptyEntries), vector);
        return (vector, unknown);
    }

    private static WordVectors SomeVectors(int words, int dimension)
    {
        var random = new Random(5);
        return new WordVectors(dimension, [.. Enumerable.Range(0, words).Select(i => $"word{i}")], new double[words],
            [.. Enumerable.Range(0, words * dimension).Select(_ => (float)random.NextDouble() - 0.3f)]);
    }
}

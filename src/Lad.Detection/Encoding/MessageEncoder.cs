using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lad.Detection.Numerics;
using Lad.Detection.Parsing;
using Lad.Detection.Templates;

namespace Lad.Detection.Encoding;

/// <summary>
/// Turns the words of a message into a vector of unit length: the mean of the words' directions, scaled. A known word's direction blends its
/// learned vector (the vocabulary's mean subtracted, unit length) with a fixed direction from the word's hash; an unknown word has its
/// hash direction alone. So each unknown word turns the message away from everything that was learned, in proportion to its share, and
/// messages with the same unknown words are still alike.
/// </summary>
/// <remarks>
/// <see cref="Template.Wildcard"/> stands for a variable part and carries no meaning: it is left out of mean and unknown share. A message
/// without any other word (an empty one too) gets one fixed direction. Immutable, safe for any number of threads; encoding does not allocate.
/// </remarks>
public sealed unsafe class MessageEncoder
{
    private readonly AlignedMatrix directions;
    private readonly ulong emptyHash = StableHash.Of([]);

    /// <summary>Prepares the direction of every word of <paramref name="words"/>.</summary>
    public MessageEncoder(WordVectors words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Dimension = words.Dimension;
        Index = new WordIndex(words.Words);
        directions = WordDirections.Of(words);
    }

    /// <summary>Length of a message vector.</summary>
    public int Dimension { get; }

    /// <summary>The rows of the known words.</summary>
    public WordIndex Index { get; }

    /// <summary>The direction of a known word: unit length.</summary>
    /// <param name="row">Its row, from <see cref="Index"/>.</param>
    public ReadOnlySpan<float> Direction(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)directions.Rows);
        return directions.RowSpan(row);
    }

    /// <summary>Encodes a message.</summary>
    /// <param name="text">The bytes that <paramref name="words"/> index, UTF-8.</param>
    /// <param name="words">The message's words, masked ones as <see cref="Template.Wildcard"/>.</param>
    /// <param name="vector">Receives the message vector; its length is <see cref="Dimension"/>.</param>
    /// <returns>Share of the words that the model does not know, 0 to 1.</returns>
    public float Encode(ReadOnlySpan<byte> text, ReadOnlySpan<ByteSlice> words, Span<float> vector)
    {
        Start(vector);
        var counter = default(WordCounter);
        foreach (ByteSlice word in words)
            Add(word.Of(text), vector, ref counter);
        Finish(vector, counter);
        return counter.UnknownShare;
    }

    /// <summary>Encodes the words of a template, or of a message at hand as strings. Allocates nothing unless a word is very long.</summary>
    /// <param name="words">The words.</param>
    /// <param name="vector">Receives the message vector; its length is <see cref="Dimension"/>.</param>
    /// <returns>Share of the words that the model does not know, 0 to 1.</returns>
    public float Encode(IReadOnlyList<string> words, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(words);
        Start(vector);
        var counter = default(WordCounter);
        Span<byte> buffer = stackalloc byte[512];
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            int most = System.Text.Encoding.UTF8.GetMaxByteCount(word.Length);
            Span<byte> bytes = most <= buffer.Length ? buffer : new byte[most];
            Add(bytes[..System.Text.Encoding.UTF8.GetBytes(word, bytes)], vector, ref counter);
        }
        Finish(vector, counter);
        return counter.UnknownShare;
    }

    /// <summary>For a caller that has its words one at a time: clears <paramref name="vector"/>, which then takes up the words.</summary>
    public void Start(Span<float> vector)
    {
        if (vector.Length != Dimension) throw new ArgumentException($"A message vector has {Dimension} values, the span has {vector.Length}.", nameof(vector));
        vector.Clear();
    }

    /// <summary>Adds one word to a vector begun with <see cref="Start"/>.</summary>
    public void Add(ReadOnlySpan<byte> word, Span<float> vector, ref WordCounter counter)
    {
        if (word.SequenceEqual("<*>"u8)) return;
        ulong hash = StableHash.Of(word);
        Add(hash, Index.Find(word, hash), vector, ref counter);
    }

    /// <summary>Makes a vector that took up its words a message vector.</summary>
    public void Finish(Span<float> vector, WordCounter counter)
    {
        if (counter.Words == 0 || !UnitLength.Scale(vector))
        {
            vector.Clear();
            HashDirection.Add(emptyHash, 1, vector);
        }
    }

    private void Add(ulong hash, int row, Span<float> vector, ref WordCounter counter)
    {
        if (row < 0)
        {
            HashDirection.Add(hash, 1, vector);
            counter = new WordCounter(counter.Words + 1, counter.Unknown + 1);
            return;
        }
        float* direction = directions.Row(row);
        int i = 0;
        fixed (float* sum = vector)
        {
            for (; i <= vector.Length - AlignedMatrix.Lanes; i += AlignedMatrix.Lanes)
                (Vector512.Load(sum + i) + Vector512.Load(direction + i)).Store(sum + i);
        }
        for (; i < vector.Length; i++)
            vector[i] += direction[i];
        counter = new WordCounter(counter.Words + 1, counter.Unknown);
        GC.KeepAlive(directions);
    }
}

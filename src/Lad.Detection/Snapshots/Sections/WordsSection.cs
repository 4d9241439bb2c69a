using Lad.Detection.Encoding;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section WORD: the vocabulary as indices into the string table, with counts and vectors, and the share of hashed directions.</summary>
internal static class WordsSection
{
    public static void Write(SnapshotOutput output, WordVectors words, StringTable strings)
    {
        output.Count(words.Dimension);
        output.Count(words.Words.Count);
        foreach (string word in words.Words) output.UInt32(strings[word]);
        output.Doubles(words.Counts.Span);
        output.Singles(words.Vectors.Span);
        output.Double(words.HashShare);
    }

    public static WordVectors Read(ref SnapshotInput input, string[] strings)
    {
        int dimension = input.Integer("the length of a word vector", 1, SnapshotLimits.Dimension);
        string[] words = input.Strings("words", SnapshotLimits.Words, strings, distinct: true);
        double[] counts = input.Doubles("the words' counts", words.Length, least: 0);
        float[] vectors = input.Singles("the word vectors", (long)words.Length * dimension);
        double hashShare = input.Double("the hash share", 0, 1);
        return new WordVectors(dimension, words, counts, vectors, hashShare);
    }
}

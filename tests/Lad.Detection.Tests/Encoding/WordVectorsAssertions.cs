using System.Numerics.Tensors;
using Lad.Detection.Encoding;

namespace Lad.Detection.Tests.Encoding;

internal static class WordVectorsAssertions
{
    public static float Cosine(this WordVectors vectors, string first, string second) =>
        TensorPrimitives.CosineSimilarity(vectors.Of(first), vectors.Of(second));

    public static ReadOnlySpan<float> Of(this WordVectors vectors, string word) =>
        vectors.Vectors.Span.Slice(vectors.Words.ToList().IndexOf(word) * vectors.Dimension, vectors.Dimension);

    public static int CountOf(this WordCorpus corpus, string word)
    {
        int id = corpus.Intern(word), count = 0;
        for (int i = 0; i < corpus.Count; i++)
            count += corpus.Sequence(i).Count(id);
        return count;
    }
}

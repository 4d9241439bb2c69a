using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Maps;

namespace Lad.Detection.Tests.Maps;

public sealed class BestMatchingUnitSearchTests
{
    [Fact]
    public void The_search_finds_what_a_naive_one_finds_ties_included() => Prop.ForAll<int, bool>((seed, coarse) =>
    {
        var random = new Random(seed);
        int nodes = random.Next(1, 300), dimension = random.Next(1, 41), count = random.Next(1, 12);
        // Coarse values make many exact ties.
        float Value() => coarse ? random.Next(-1, 2) : (float)random.NextDouble();
        float[] codebook = [.. Enumerable.Range(0, nodes * dimension).Select(_ => Value())];
        float[] vectors = [.. Enumerable.Range(0, count * dimension).Select(_ => Value())];
        var search = new BestMatchingUnitSearch(codebook, dimension);
        var units = new BestMatchingUnit[count];

        search.Find(vectors, units);

        for (int v = 0; v < count; v++)
        {
            ReadOnlySpan<float> vector = vectors.AsSpan(v * dimension, dimension);
            Assert.Equal(Naive(codebook, vector, -1), units[v]);
            Assert.Equal(units[v], search.Find(vector));
            Assert.Equal(Naive(codebook, vector, units[v].Node).Node, search.FindSecond(vector, units[v].Node));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_lowest_of_equal_nodes_wins_wherever_they_lie()
    {
        for (int twin = 1; twin < 200; twin++)
        {
            var codebook = new float[200];
            Array.Fill(codebook, 9);
            codebook[twin] = codebook[twin / 2] = 1;

            Assert.Equal(new BestMatchingUnit(twin / 2, 0), new BestMatchingUnitSearch(codebook, 1).Find([1f]));
        }
    }

    [Fact]
    public void A_vector_that_is_not_finite_gets_node_0_at_infinite_distance()
    {
        var search = new BestMatchingUnitSearch([1, 2, 3, 4, 5, 6], 2);

        Assert.Equal(new BestMatchingUnit(0, float.PositiveInfinity), search.Find([float.NaN, 1]));
        Assert.Equal(new BestMatchingUnit(0, float.PositiveInfinity), search.Find([float.PositiveInfinity, 1]));
        Assert.Equal(new BestMatchingUnit(0, float.PositiveInfinity), search.Find([float.MaxValue, -float.MaxValue]));
    }

    [Fact]
    public void A_search_allocates_nothing()
    {
        var search = new BestMatchingUnitSearch(new float[576 * 32], 32);
        var vectors = new float[7 * 32];
        var units = new BestMatchingUnit[7];
        search.Find(vectors, units);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) search.Find(vectors, units);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static BestMatchingUnit Naive(float[] codebook, ReadOnlySpan<float> vector, int excluded)
    {
        int best = excluded < 0 ? 0 : -1;
        float least = float.PositiveInfinity;
        for (int node = 0; node < codebook.Length / vector.Length; node++)
        {
            if (node == excluded) continue;
            float sum = 0;
            for (int i = 0; i < vector.Length; i++)
            {
                float difference = vector[i] - codebook[node * vector.Length + i];
                sum = MathF.FusedMultiplyAdd(difference, difference, sum);
            }
            if (sum < least) (best, least) = (node, sum);
        }
        return new BestMatchingUnit(best, MathF.Sqrt(least));
    }
}

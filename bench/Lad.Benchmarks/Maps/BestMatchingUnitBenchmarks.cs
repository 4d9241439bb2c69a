using BenchmarkDotNet.Attributes;
using Lad.Benchmarks.Budgets;
using Lad.Detection.Maps;

namespace Lad.Benchmarks.Maps;

/// <summary>The best-matching unit on a 24 x 24 map of 32 dimensions. An operation is one vector.</summary>
public class BestMatchingUnitBenchmarks
{
    private const int Dimension = 32;
    private const int Side = 24;
    private const int Vectors = 512;

    private readonly float[] vectors = RandomValues(Vectors, seed: 1);
    private readonly BestMatchingUnit[] units = new BestMatchingUnit[Vectors];
    private readonly BestMatchingUnitSearch search = new(
        new SelfOrganizingMap(Side, Side, Dimension, RandomValues(Side * Side, seed: 2), new float[Side * Side], new double[Side * Side]));

    [Benchmark(OperationsPerInvoke = Vectors)]
    [AllocationBudget(0)]
    public void Batch() => search.Find(vectors, units);

    [Benchmark(OperationsPerInvoke = Vectors)]
    [AllocationBudget(0)]
    public void OneByOne()
    {
        for (int i = 0; i < Vectors; i++)
            units[i] = search.Find(vectors.AsSpan(i * Dimension, Dimension));
    }

    private static float[] RandomValues(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * Dimension).Select(_ => (float)random.NextDouble() - 0.5f)];
    }
}

using BenchmarkDotNet.Attributes;
using Lad.Detection.Maps;

namespace Lad.Benchmarks.Maps;

/// <summary>Training a 24 x 24 map of 32 dimensions.</summary>
public class MapTrainingBenchmarks
{
    private const int Dimension = 32;

    private float[] vectors = [];
    private double[] weights = [];

    /// <summary>Training vectors.</summary>
    [Params(30, 5000)]
    public int Vectors { get; set; }

    [GlobalSetup]
    public void MakeVectors()
    {
        var random = new Random(1);
        vectors = [.. Enumerable.Range(0, Vectors * Dimension).Select(_ => (float)random.NextDouble() - 0.5f)];
        weights = [.. Enumerable.Range(1, Vectors).Select(i => 1 + Math.Log(i))];
    }

    [Benchmark]
    public SelfOrganizingMapTraining Train() =>
        SelfOrganizingMapTrainer.Train(vectors, Dimension, weights, new SelfOrganizingMapOptions());
}

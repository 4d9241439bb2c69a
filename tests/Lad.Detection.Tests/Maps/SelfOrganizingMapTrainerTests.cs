using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Maps;

namespace Lad.Detection.Tests.Maps;

public sealed class SelfOrganizingMapTrainerTests
{

    [Theory]
    [InlineData(0, 100, 20, 30)]
    [InlineData(25_000, 500, 20, 30)]
    [InlineData(25_001, 500, 20, 31)]
    [InlineData(1, 500, 1, 1)]
    [InlineData(long.MaxValue, 3, 400, 600)]
    public void Iterations_are_the_epochs_in_which_so_many_vectors_are_shown(long iterations, int vectors, int rough, int fine) =>
        Assert.Equal((rough, fine), new SelfOrganizingMapOptions { Iterations = iterations }.Epochs(vectors));

    private static readonly SelfOrganizingMapOptions Small = new() { Rows = 6, Columns = 8 };

    [Fact]
    public void Distinct_vectors_get_their_own_nodes_on_a_map_that_is_large_enough()
    {
        float[] vectors = Directions(60, 32, seed: 1);

        SelfOrganizingMapTraining training = SelfOrganizingMapTrainer.Train(vectors, 32, Ones(60), new SelfOrganizingMapOptions());

        Assert.True(training.QuantizationError < 0.15, $"quantization error {training.QuantizationError}");
        Assert.True(training.Map.Hits.ToArray().Count(hit => hit > 0) > 50);
    }

    [Fact]
    public void A_plane_is_mapped_without_folds()
    {
        var random = new Random(2);
        float[] vectors = [.. Enumerable.Range(0, 2000).SelectMany(_ => new[] { (float)random.NextDouble() * 2, (float)random.NextDouble() })];

        SelfOrganizingMapTraining training = SelfOrganizingMapTrainer.Train(vectors, 2, Ones(2000), new SelfOrganizingMapOptions { Rows = 8, Columns = 16, FinalRadius = 0.7 });

        Assert.True(training.TopographicError < 0.1, $"topographic error {training.TopographicError}");
        Assert.True(training.QuantizationError < 0.08, $"quantization error {training.QuantizationError}");
    }

    [Fact]
    public void The_same_input_gives_the_same_map()
    {
        float[] vectors = Directions(30, 32, seed: 3);

        SelfOrganizingMapTraining first = SelfOrganizingMapTrainer.Train(vectors, 32, Ones(30), Small);
        SelfOrganizingMapTraining second = SelfOrganizingMapTrainer.Train(vectors, 32, Ones(30), Small);

        Assert.True(first.Map.Codebook.Span.SequenceEqual(second.Map.Codebook.Span));
    }

    [Fact]
    public void Radii_are_the_largest_training_distances_and_hits_the_weights()
    {
        float[] vectors = Directions(100, 5, seed: 4);
        double[] weights = [.. Enumerable.Range(1, 100).Select(i => 1 + Math.Log(i))];

        SelfOrganizingMap map = SelfOrganizingMapTrainer.Train(vectors, 5, weights, Small).Map;

        var radii = new float[map.Rows * map.Columns];
        var hits = new double[map.Rows * map.Columns];
        var search = new BestMatchingUnitSearch(map);
        for (int v = 0; v < 100; v++)
        {
            BestMatchingUnit unit = search.Find(vectors.AsSpan(v * 5, 5));
            radii[unit.Node] = Math.Max(radii[unit.Node], unit.Distance);
            hits[unit.Node] += weights[v];
        }
        Assert.Equal(radii, map.Radii.ToArray());
        Assert.Equal(hits, map.Hits.ToArray());
        Assert.Equal(weights.Sum(), map.Hits.ToArray().Sum(), 9);
    }

    [Fact]
    public void A_heavy_vector_draws_its_node_nearer()
    {
        float[] vectors = [0, 1];
        var options = new SelfOrganizingMapOptions { Rows = 1, Columns = 1 };

        Assert.Equal(0.5f, SelfOrganizingMapTrainer.Train(vectors, 1, [1, 1], options).Map.Codebook.Span[0], 5);
        Assert.Equal(0.9f, SelfOrganizingMapTrainer.Train(vectors, 1, [1, 9], options).Map.Codebook.Span[0], 5);
    }

    [Fact]
    public void Any_finite_data_gives_a_finite_map() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        int dimension = random.Next(1, 40), vectors = random.Next(1, 30);
        float[] some = Directions(random.Next(1, 5), dimension, seed);
        if (random.Next(5) == 0) Array.Clear(some);
        float[] data = [.. Enumerable.Range(0, vectors).SelectMany(v => some.Chunk(dimension).ElementAt(v % (some.Length / dimension)))];

        SelfOrganizingMapTraining training = SelfOrganizingMapTrainer.Train(data, dimension, Ones(vectors), Small);

        Assert.All(training.Map.Codebook.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.InRange(training.QuantizationError, 0, 1.5);
        Assert.InRange(training.TopographicError, 0, 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_size_follows_the_number_of_distinct_vectors_within_bounds()
    {
        var options = new SelfOrganizingMapOptions { SizeFromData = true, RoughEpochs = 1, FineEpochs = 1 };
        float[] repeated = [.. Enumerable.Range(0, 5).SelectMany(_ => Directions(128, 4, seed: 6))];

        Assert.Equal((16, 16), Size(SelfOrganizingMapTrainer.Train(repeated, 4, Ones(640), options).Map));
        Assert.Equal((8, 8), Size(SelfOrganizingMapTrainer.Train(Directions(1, 4, seed: 6), 4, Ones(1), options).Map));
        Assert.Equal((64, 64), Size(SelfOrganizingMapTrainer.Train(Directions(4000, 4, seed: 6), 4, Ones(4000), options).Map));
    }

    [Fact]
    public void All_faults_of_the_options_are_listed_at_once()
    {
        var options = new SelfOrganizingMapOptions { Rows = 0, Columns = 1000, RoughEpochs = 0, FineEpochs = 0, FinalRadius = 0, FineRadius = -1 };

        var error = Assert.Throws<ArgumentException>(() => SelfOrganizingMapTrainer.Train([1f], 1, [1], options));

        foreach (string name in new[] { "Rows", "Columns", "RoughEpochs", "FineEpochs", "FinalRadius", "FineRadius" })
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_cannot_be_mapped_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SelfOrganizingMapTrainer.Train([], 2, [], Small));
        Assert.Throws<ArgumentException>(() => SelfOrganizingMapTrainer.Train([1f, 2f, 3f], 2, [1], Small));
        Assert.Throws<ArgumentException>(() => SelfOrganizingMapTrainer.Train([1f, float.NaN], 2, [1], Small));
        Assert.Throws<ArgumentException>(() => SelfOrganizingMapTrainer.Train([1f, 2f], 2, [0], Small));
    }

    private static (int Rows, int Columns) Size(SelfOrganizingMap map) => (map.Rows, map.Columns);

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    /// <summary>Random vectors of unit length, row-major.</summary>
    private static float[] Directions(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).SelectMany(_ =>
        {
            double[] values = [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble() - 0.5)];
            double length = Math.Sqrt(values.Sum(value => value * value));
            return values.Select(value => (float)(value / length));
        })];
    }
}

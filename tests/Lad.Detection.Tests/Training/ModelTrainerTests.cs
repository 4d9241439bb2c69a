using Lad.Detection.Snapshots;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Training;

public sealed class ModelTrainerTests
{
    [Fact]
    public void The_same_records_and_seed_give_the_same_model_bit_for_bit()
    {
        DetectionModel again = ShopLog.Train(ShopLog.Lines(3000));
        Assert.Equal(SnapshotWriter.Write(ShopLog.Model), SnapshotWriter.Write(again));
    }

    [Fact]
    public void Another_seed_gives_another_version() =>
        Assert.NotEqual(ShopLog.Model.Metadata.Version, ShopLog.Train(ShopLog.Lines(3000), new TrainingOptions { Seed = 2 }).Metadata.Version);

    [Fact]
    public void A_stream_of_new_templates_is_refused_unless_forced()
    {
        string[] noise = [.. Enumerable.Range(0, 1000).Select(static i => string.Join(' ', Enumerable.Range(0, 3 + (i % 9)).Select(k => Word((i * 7919) + (k * 104729)))))];
        Assert.Throws<UnmodellableStreamException>(() => ShopLog.Train(noise));
        Assert.Equal(1000, ShopLog.Train(noise, new TrainingOptions { Force = true }).Metadata.TrainingRecords);
    }

    [Fact]
    public void An_update_adds_counts_and_keeps_what_did_not_come_again()
    {
        DetectionModel updated = ShopLog.Train(Enumerable.Repeat("order 1 paid by customer 2", 50).Append("a new greeting"), null, ShopLog.Model);
        Assert.Equal(3051, updated.Metadata.TrainingRecords);
        Assert.Equal(ShopLog.Model.Metadata.Version, updated.Metadata.Parent);
        Assert.Contains(updated.Templates.Items, static template => template.Text == "cache warmed from replica" && template.Count == 3);
        Assert.Contains(updated.Templates.Items, static template => template.Text == "a new greeting");
        Assert.Equal(ShopLog.Model.Words.Words, updated.Words.Words.Take(ShopLog.Model.Words.Words.Count));
    }

    [Fact]
    public void Training_can_be_cancelled_and_tells_its_phases()
    {
        var phases = new List<string>();
        ModelTrainer.Train(ShopLog.Set(ShopLog.Lines(100)), new ModelIdentity("shop", DateTimeOffset.UnixEpoch, ""), progress: new Recorder(phases));
        Assert.Equal(["mining templates", "learning words", "fitting the map", "calibrating", "done"], phases.Distinct());
        Assert.ThrowsAny<OperationCanceledException>(() =>
            ModelTrainer.Train(ShopLog.Set(ShopLog.Lines(100)), new ModelIdentity("shop", DateTimeOffset.UnixEpoch, ""), cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void Beyond_its_bounds_a_set_counts_and_learns_no_more_messages()
    {
        TrainingSet set = ShopLog.Set(ShopLog.Lines(500), new TrainingOptions { MaxDistinctMessages = 3, MaxOrderedRecords = 10, Force = true });
        DetectionModel model = ModelTrainer.Train(set, new ModelIdentity("shop", DateTimeOffset.UnixEpoch, ""));
        Assert.Equal(500, model.Metadata.TrainingRecords);
        Assert.Equal(3, model.Metadata.Training.DistinctMessages);
        Assert.True(model.Metadata.Training.OverflowRecords > 0);
    }

    [Fact]
    public void An_empty_set_and_faulty_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ShopLog.Train([]));
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new TrainingSet(new TrainingOptions { HoldBack = .7, Floor = 2 }));
        Assert.Contains("HoldBack", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Floor", fault.Message, StringComparison.Ordinal);
    }

    private static string Word(int seed)
    {
        var letters = new char[7];
        for (int i = 0; i < letters.Length; i++, seed = (int)((seed * 1103515245L + 12345) & 0x7FFFFFFF))
            letters[i] = (char)('g' + (seed >> 16) % 20);
        return new string(letters);
    }

    private sealed class Recorder(List<string> phases) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => phases.Add(value.Phase);
    }
}

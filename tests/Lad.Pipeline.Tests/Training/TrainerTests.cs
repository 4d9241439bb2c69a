using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TrainerBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_first_model_is_learned_as_soon_as_there_are_enough_records()
    {
        bench.Everyday(20);
        Assert.Empty(await bench.LearnDueAsync());

        bench.Everyday(200);
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());

        Assert.Equal((TrainingCause.FirstModel, "default"), (told.Cause, told.Name));
        Assert.NotNull(told.Published);
        Assert.Equal(told.Outcome!.Model!.Metadata.Version, bench.Models.History("default").Current()!.Version);
    }

    [Fact]
    public async Task Models_are_learned_anew_on_schedule_and_not_from_what_they_know()
    {
        bench.Everyday(200);
        await bench.LearnDueAsync();

        bench.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Empty(await bench.LearnDueAsync());
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(Assert.Single(await bench.LearnDueAsync()).NothingNew);

        bench.Everyday(10);
        bench.Clock.Advance(TimeSpan.FromHours(6));
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());
        Assert.Equal(TrainingCause.Schedule, told.Cause);
        Assert.NotNull(told.Published);
    }

    [Fact]
    public async Task A_new_judgement_waits_for_the_schedule_and_is_learned_then_without_new_records()
    {
        bench.Everyday(400);
        await bench.LearnDueAsync();

        bench.Feedback = new TrainingFeedback { FalsePositives = [new JudgedMessage(7, "mirror 9 out of step with its twin")], TruePositives = [new JudgedMessage(8, "mail 3 queued for delivery")] };
        bench.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Empty(await bench.LearnDueAsync());
        bench.Clock.Advance(TimeSpan.FromHours(1));
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());

        Assert.NotNull(told.Published);
        LearnedFeedback learned = told.Outcome!.Model!.Metadata.Feedback!;
        Assert.Equal((1, 7ul), (learned.Below, learned.FalsePositives[0].Fingerprint));
        Assert.True(learned.TruePositives[0].HeldOut > 100 && learned.TruePositives[0].Score > learned.Threshold);
        Assert.Equal(0, told.Outcome.Model.Metadata.Gate.Count(static result => !result.Passed));
        bench.Clock.Advance(TimeSpan.FromHours(6));
        Assert.True(Assert.Single(await bench.LearnDueAsync()).NothingNew);
    }

    [Fact]
    public async Task Nothing_is_learned_from_where_all_is_an_anomaly_indeed()
    {
        bench.Deployed(400);
        bench.Feedback = new TrainingFeedback { TruePositives = [new JudgedMessage(7, "shipment 1 handed to carrier on dock 2")] };
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());
        Assert.Null(told.Published);
        Assert.StartsWith("0 records to learn from", told.Outcome!.Decision.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_trains_early_and_once()
    {
        bench.Everyday(400);
        await bench.LearnDueAsync();

        bench.Deployed(100);
        Assert.Empty(await bench.LearnDueAsync());
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());

        Assert.Equal(TrainingCause.Drift, told.Cause);
        Assert.Equal(1, told.DriftShare);
        Assert.True(told.Published is not null, told.Outcome!.Decision.Summary);
        bench.Deployed(100);
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await bench.LearnDueAsync());
    }

    [Fact]
    public async Task A_service_with_enough_records_gets_a_model_of_its_own()
    {
        bench.Everyday(200, "checkout");
        bench.Everyday(20, "rare");

        Assert.Equal(["default", "checkout"], (await bench.LearnDueAsync()).Select(told => told.Name));
        Assert.Equal(["checkout", "default"], bench.Models.Names());
    }

    [Fact]
    public async Task Two_publications_within_a_second_keep_their_order()
    {
        bench.Everyday(200);
        await bench.Trainer.LearnAllAsync(CancellationToken.None);
        bench.Everyday(200);
        await bench.Trainer.LearnAllAsync(CancellationToken.None);

        string[] versions = [.. bench.Take().Select(told => told.Outcome!.Model!.Metadata.Version)];

        Assert.Equal(2, versions.Length);
        Assert.True(string.CompareOrdinal(versions[0], versions[1]) < 0, string.Join(' ', versions));
    }

    [Fact]
    public async Task What_cannot_be_published_is_told_and_tried_again_after_a_while()
    {
        var store = new FullStore();
        using var full = new TrainerBench(_ => store);
        full.Everyday(200);

        TrainingEvent told = Assert.Single(await full.LearnDueAsync());
        Assert.Equal((null, "full: is full"), (told.Published, told.Failure));

        full.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Empty(await full.LearnDueAsync());
        store.IsFull = false;
        full.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(Assert.Single(await full.LearnDueAsync()).Published);
    }

    [Fact]
    public async Task A_model_that_is_continued_learns_from_what_is_new()
    {
        using var continued = new TrainerBench(with: options => options with { Continues = true });
        continued.Everyday(200);
        long first = Assert.Single(await continued.LearnDueAsync()).Outcome!.Learned;
        continued.Clock.Advance(TimeSpan.FromHours(6));
        continued.Everyday(100);

        TrainingOutcome second = Assert.Single(await continued.LearnDueAsync()).Outcome!;

        Assert.InRange(second.Learned, 70, 100);
        Assert.Equal(first + second.Learned, second.Model!.Metadata.TrainingRecords);
    }

    [Fact]
    public async Task Cancelling_ends_it_at_once()
    {
        using var stop = new CancellationTokenSource();
        Task running = bench.Trainer.RunAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class FullStore : IModelStore
    {
        public bool IsFull { get; set; } = true;

        public string Name => "full";

        public ValueTask<DetectionModel?> ReadAsync(CancellationToken cancellation = default) => ValueTask.FromResult<DetectionModel?>(null);

        public ValueTask PublishAsync(DetectionModel model, CancellationToken cancellation = default) => IsFull ? throw new ModelStoreException("full", "is full") : ValueTask.CompletedTask;

        public IAsyncEnumerable<ModelUpdate> WatchAsync(string? known, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}

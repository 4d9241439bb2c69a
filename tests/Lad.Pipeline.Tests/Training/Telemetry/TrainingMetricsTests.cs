using System.Globalization;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Pipeline.Tests.Training.Telemetry;

public sealed class TrainingMetricsTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(TrainingMetricsTests));
    private readonly ManualTimeProvider clock = new();
    private readonly MetricReadings readings;
    private readonly TrainingMetrics metrics;

    public TrainingMetricsTests()
    {
        readings = new MetricReadings(instrumentation);
        metrics = new TrainingMetrics(instrumentation, clock);
    }

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task A_trainer_s_first_model_is_measured_with_what_it_learned_from_and_how_well_it_fits()
    {
        using var bench = new TrainerBench();
        bench.Everyday(200);
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());
        metrics.Take(told with { Elapsed = TimeSpan.FromSeconds(3) });
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(1, seen["lad.trainings{cause=first,outcome=published}"]);
        Assert.Equal(16, seen.Keys.Count(static key => key.StartsWith("lad.trainings{", StringComparison.Ordinal)));
        Assert.Equal((3, 1), (seen["lad.training.duration"], seen["lad.training.duration#"]));
        Assert.Equal(told.Outcome!.Learned, seen["lad.training.learned.records{model=default}"]);
        Assert.Equal(told.Outcome.HeldBack, seen["lad.training.held_back.records{model=default}"]);
        Assert.Equal(told.Outcome.Model!.Metadata.Training.QuantizationError, seen["lad.training.quantization_error{model=default}"]);
        Assert.Equal(told.Outcome.Model.Metadata.Training.TopographicError, seen["lad.training.topographic_error{model=default}"]);
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds(), seen["lad.training.success.timestamp{model=default}"], 1.0);
        Assert.Equal(1, seen["lad.training.gate_results{criterion=anomaly-rate,result=passed}"]);
    }

    [Fact]
    public void Each_result_is_counted_as_what_it_is_and_a_failure_keeps_the_last_success()
    {
        var passed = new TrainingOutcome(null, new GateDecision([new GateCriterion("anomaly rate", true, "")]), 90, 10);
        metrics.Take(new TrainingEvent("default", TrainingCause.Schedule) { Published = "models", Outcome = passed });
        double success = readings.Read()["lad.training.success.timestamp{model=default}"];
        clock.Advance(TimeSpan.FromHours(1));
        metrics.Take(new TrainingEvent("default", TrainingCause.Drift) { Outcome = passed with { Decision = new GateDecision([new GateCriterion("anomaly rate", false, "too many")]) } });
        metrics.Take(new TrainingEvent("default", TrainingCause.Schedule) { Failure = "the disk is full", Outcome = passed });
        metrics.Take(new TrainingEvent("default", TrainingCause.Schedule) { NothingNew = true });
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(1, seen["lad.trainings{cause=schedule,outcome=published}"]);
        Assert.Equal(1, seen["lad.trainings{cause=drift,outcome=refused}"]);
        Assert.Equal(1, seen["lad.trainings{cause=schedule,outcome=failed}"]);
        Assert.Equal(1, seen["lad.trainings{cause=schedule,outcome=nothing-new}"]);
        Assert.Equal((2, 1), (seen["lad.training.gate_results{criterion=anomaly-rate,result=passed}"], seen["lad.training.gate_results{criterion=anomaly-rate,result=failed}"]));
        Assert.Equal(success, seen["lad.training.success.timestamp{model=default}"]);
        Assert.Equal(90, seen["lad.training.learned.records{model=default}"]);
    }

    [Fact]
    public void Of_services_that_come_and_go_the_hundred_that_were_learned_last_are_named()
    {
        for (int i = 0; i < 250; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            metrics.Take(new TrainingEvent("service-" + i.ToString(CultureInfo.InvariantCulture), TrainingCause.FirstModel) { Published = "models" });
        }
        string[] named = [.. readings.Read().Keys.Where(static key => key.StartsWith("lad.training.success.timestamp{", StringComparison.Ordinal))];

        Assert.Equal(100, named.Length);
        Assert.Contains("lad.training.success.timestamp{model=service-249}", named);
        Assert.Equal(250, readings.Read()["lad.trainings{cause=first,outcome=published}"]);
    }

    [Fact]
    public async Task A_trainer_shows_what_it_keeps_watches_and_has_in_force()
    {
        using var bench = new TrainerBench();
        var intake = new TrainerIntake(new ParseStage(), bench.Reservoirs, bench.Drift, 16);
        _ = new TrainerMetrics(instrumentation, bench.Trainer, intake, bench.Reservoirs, bench.Drift, bench.Clock);
        bench.Everyday(120);
        bench.Everyday(80, "shop");
        await bench.LearnDueAsync();
        bench.Deployed(100);
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal((300, 80), (seen["lad.reservoir.records{model=default}"], seen["lad.reservoir.records{model=shop}"]));
        Assert.Equal(bench.Reservoirs.Bytes, seen["lad.reservoir.bytes"]);
        Assert.Equal(1, seen["lad.training.drift{model=default}"]);
        Assert.Equal((0, 0), (seen["lad.trainer.received.records"], seen["lad.trainer.unusable.records"]));
        string version = bench.Models.History("shop").Current()!.Version;
        Assert.Equal(1, seen[$"lad.model.info{{model=shop,version={version}}}"]);
    }
}

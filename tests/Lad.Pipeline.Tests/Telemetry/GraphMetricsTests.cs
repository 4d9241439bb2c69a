using System.Diagnostics.Metrics;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Telemetry;

public sealed class GraphMetricsTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(GraphMetricsTests));
    private readonly MeterReadings readings;
    private readonly ManualTimeProvider clock = new();
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1", threshold: 0.97)));

    public GraphMetricsTests() => readings = new MeterReadings(instrumentation);

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public void Books_balance_though_records_come_and_go_while_they_are_read()
    {
        using var driver = new GraphDriver(models, clock, instrumentation: instrumentation);
        Dictionary<string, long> books = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter == instrumentation.Meter && instrument.IsObservable) it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            books[instrument.Name] = value;
            driver.Send("a");
        });
        listener.Start();

        for (int look = 0; look < 3; look++)
        {
            listener.RecordObservableInstruments();
            Assert.Equal(books["lad.received.records"], books["lad.scored.records"] + books["lad.dead_lettered.records"] + books["lad.filtered.records"] + books["lad.in_flight.records"]);
        }
        Assert.True(books["lad.received.records"] > 0);
    }

    [Fact]
    public void An_instrument_of_the_books_shows_what_is_now_though_it_is_asked_alone()
    {
        using var scored = new MetricReadings(instrument => instrument.Meter == instrumentation.Meter && instrument.Name == "lad.scored.records");
        using var driver = new GraphDriver(models, clock, instrumentation: instrumentation);

        for (int i = 1; i <= 3; i++)
        {
            driver.Send("a");
            Assert.Equal(i, scored.Read()["lad.scored.records"]);
        }
    }

    [Fact]
    public void Times_are_those_of_the_clock()
    {
        var stages = ScriptedStage.Row(_ => clock.Advance(TimeSpan.FromMilliseconds(20)));
        using var driver = new GraphDriver(models, clock, stages: stages, instrumentation: instrumentation);

        driver.Send("a");

        Assert.Equal(0.02, Assert.Single(readings.Recorded("lad.stage.duration hook")), 6);
        Assert.Equal(0, Assert.Single(readings.Recorded("lad.stage.duration parse")));
        Assert.Equal(0.02, Assert.Single(readings.Recorded("lad.batch.duration")), 6);
        Assert.Equal(0.02, Assert.Single(readings.Recorded("lad.end_to_end.duration")), 6);
    }

    [Fact]
    public void Findings_are_counted_with_what_the_model_does_not_know_and_what_did_not_alert()
    {
        var limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromMinutes(1) };
        using var driver = new GraphDriver(new ModelSlot(TrainedModels.Shop), clock, new GraphOptions { Limit = limit }, instrumentation: instrumentation);

        driver.Send(TrainedModels.Line(1));
        driver.Send("quantum flux capacitor exploded fatally");
        driver.Send("unheard words everywhere exploded fatally");
        Assert.Equal(2, readings["lad.queue.batches limits"]);
        Assert.Equal(limit.MaxHeldBatches, readings["lad.queue.capacity.batches limits"]);
        driver.Complete(out GraphReport report);

        Assert.Equal(2, report.Counters.Anomalies);
        Assert.Equal(2, readings["lad.anomalies"]);
        Assert.Equal((1, 0, 0, 0), (readings["lad.suppressed.anomalies window-limit"], readings["lad.suppressed.anomalies false-positive"], readings["lad.suppressed.anomalies snooze"], readings["lad.suppressed.anomalies schedule"]));
        Assert.Equal((2, 10), (readings["lad.unknown_template.records"], readings["lad.words"]));
        Assert.Equal(10, readings["lad.unknown_words"]);
        Assert.Equal(0, readings["lad.queue.batches limits"]);
        Assert.Equal(TrainedModels.Shop.Model.Threshold.Value, readings["lad.threshold shop"]);
    }

    [Fact]
    public async Task A_sink_that_renders_is_preceded_by_the_component_render()
    {
        await using var sink = new JsonLinesSink("memory", new MemoryStream());
        using var driver = new GraphDriver(models, clock, sink: sink, instrumentation: instrumentation);

        driver.Send("started");

        Assert.Equal((1, 1, 0, 0), readings.Component("render"));
        Assert.Single(readings.Recorded("lad.stage.duration render"));
    }

    [Fact]
    public void No_instrument_is_there_twice()
    {
        using var driver = new GraphDriver(models, clock, instrumentation: instrumentation);

        Assert.Equal(readings.Instruments.Count, readings.Instruments.Select(instrument => instrument.Name).Distinct().Count());
        Assert.Equal(["lad.batch.duration", "lad.batch.records", "lad.end_to_end.duration", "lad.stage.duration"], readings.Instruments.Where(instrument => !instrument.IsObservable).Select(instrument => instrument.Name).Order());
        Assert.All(readings.Instruments, instrument => Assert.NotNull(instrument.Description));
    }

    [Fact]
    public void Without_instrumentation_a_batch_has_no_times()
    {
        RecordBatch? seen = null;
        using var driver = new GraphDriver(models, clock, stages: ScriptedStage.Row(batch => seen = batch));

        driver.Send("a");

        Assert.Null(seen!.Timeline);
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Graph;

namespace Lad.Pipeline.Tests.Telemetry;

public sealed class BatchTracesTests : IDisposable
{
    private const string Strange = "quantum flux capacitor exploded fatally";
    private static readonly TraceSampling All = new() { Ratio = 1 };
    private readonly Instrumentation instrumentation = new(nameof(BatchTracesTests));
    private readonly ManualTimeProvider clock = new();
    private readonly ModelSlot models = new(TrainedModels.Shop);

    public void Dispose() => instrumentation.Dispose();

    [Fact]
    public void Spans_have_the_times_of_the_steps()
    {
        using var spans = new FinishedSpans(instrumentation);
        using var driver = new GraphDriver(models, clock, new GraphOptions { Traces = All }, ScriptedStage.Row(_ => clock.Advance(TimeSpan.FromMilliseconds(20))), instrumentation: instrumentation);
        DateTime begun = clock.GetUtcNow().UtcDateTime;

        driver.Send("a");

        Activity hook = Assert.Single(spans.All, span => span.DisplayName == "hook");
        Assert.Equal((begun, TimeSpan.FromMilliseconds(20)), (hook.StartTimeUtc, hook.Duration));
        Assert.Equal(begun + TimeSpan.FromMilliseconds(20), Assert.Single(spans.All, span => span.DisplayName == "parse").StartTimeUtc);
        Assert.Equal("process driver", spans.All[^1].DisplayName);
    }

    [Fact]
    public void A_batch_with_an_alert_becomes_a_trace_while_its_second_has_room()
    {
        using var spans = new FinishedSpans(instrumentation);
        using var driver = new GraphDriver(models, clock, new GraphOptions { Traces = new TraceSampling { Ratio = 0, AnomaliesPerSecond = 2 } }, instrumentation: instrumentation);
        int Traces() => spans.All.Count(span => span.Kind == ActivityKind.Consumer);

        driver.Send(TrainedModels.Line(1));
        Assert.Equal(0, Traces());
        for (int i = 0; i < 5; i++) driver.Send(Strange);
        Assert.Equal(2, Traces());
        clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 5; i++) driver.Send(Strange);
        Assert.Equal(4, Traces());
        Assert.All(spans.All.Where(span => span.Kind == ActivityKind.Consumer), span => Assert.Equal("anomaly", span.GetTagItem(TraceSampling.Attribute)));
    }

    [Fact]
    public void A_batch_is_no_part_of_what_its_caller_does_and_leaves_that_as_it_was()
    {
        using var spans = new FinishedSpans(instrumentation);
        using var driver = new GraphDriver(models, clock, new GraphOptions { Traces = All }, instrumentation: instrumentation);
        using var outer = new Activity("outer").Start();

        driver.Send(Strange);
        Assert.Same(outer, Activity.Current);
        driver.Send(Strange);

        Assert.Equal(2, spans.All.Select(span => span.TraceId).Distinct().Count());
        Assert.DoesNotContain(outer.TraceId, spans.All.Select(span => span.TraceId));
        Assert.All(spans.All, span => Assert.True(span.IsStopped));
    }

    [Fact]
    public void Stages_see_no_span_of_this_batch_or_one_before()
    {
        using var spans = new FinishedSpans(instrumentation);
        List<Activity?> seen = [];
        using var driver = new GraphDriver(models, clock, new GraphOptions { Traces = All }, ScriptedStage.Row(_ => seen.Add(Activity.Current)), instrumentation: instrumentation);

        driver.Send("a");
        driver.Send("b");

        Assert.Equal([null, null], seen);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void A_batch_that_a_limit_held_and_that_fails_later_is_the_trace_with_the_error_and_not_the_one_that_let_it_go()
    {
        using var spans = new FinishedSpans(instrumentation);
        var limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromMinutes(1) };
        var sink = new RecordingSink { Before = (_, _) => Task.FromException(new SinkException(SinkFault.Full, "x", "x: no space is left.")) };
        using var driver = new GraphDriver(models, clock, new GraphOptions { Limit = limit, Traces = new TraceSampling { Ratio = 0, AnomaliesPerSecond = 0 } }, sink: sink, instrumentation: instrumentation);
        driver.Send(Strange);
        DateTime held = clock.GetUtcNow().UtcDateTime;
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Throws<SinkException>(() => driver.Send(Strange));

        Assert.Equal(held, Assert.Single(spans.All, span => span.Kind == ActivityKind.Consumer).StartTimeUtc);
    }

    [Fact]
    public void What_a_batch_took_is_recorded_within_its_span()
    {
        using var spans = new FinishedSpans(instrumentation);
        using var listener = new MeterListener();
        Dictionary<string, Activity?> current = [];
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter == instrumentation.Meter && !instrument.IsObservable) it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => current[instrument.Name] = Activity.Current);
        listener.Start();
        using var driver = new GraphDriver(models, clock, new GraphOptions { Traces = new TraceSampling { Ratio = 0.5, AnomaliesPerSecond = 0 } }, instrumentation: instrumentation);

        driver.Send(TrainedModels.Line(1));
        Assert.All(current.Values, Assert.Null);
        driver.Send(TrainedModels.Line(2));

        Activity root = Assert.Single(spans.All, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal(["lad.batch.duration", "lad.end_to_end.duration", "lad.stage.duration"], current.Keys.Order());
        Assert.All(current.Values, span => Assert.Same(root, span));
    }

    [Fact]
    public void Options_that_cannot_be_used_are_named() =>
        Assert.Equal(3, new GraphOptions { Traces = new TraceSampling { Ratio = double.NaN, AnomaliesPerSecond = -1, MaxLinks = 5000 } }.Validate().Count);
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Graph;

namespace Lad.Pipeline.Tests.Telemetry;

public abstract class BatchTracesSuite<TEngine> : IDisposable
    where TEngine : IEngine
{
    private const string Strange = "quantum flux capacitor exploded fatally";
    private static readonly TraceSampling All = new() { Ratio = 1 };
    private readonly Instrumentation instrumentation = new(nameof(BatchTracesSuite<TEngine>));
    private readonly ModelSlot models = new(TrainedModels.Shop);

    public void Dispose() => instrumentation.Dispose();

    [Fact]
    public async Task A_batch_is_a_span_with_one_for_each_step_within_it()
    {
        using var spans = new FinishedSpans(instrumentation);
        var source = new ListSource([TrainedModels.Line(1), Strange, " "]) { Origin = new MessagingOrigin("kafka", "lad.logs") };
        await using var sink = new JsonLinesSink("memory", new MemoryStream());

        await RunAsync(source, sink, All);

        Activity root = Assert.Single(spans.All, span => span.Parent is null && span.ParentSpanId == default);
        Assert.Equal(("process lad.logs", ActivityKind.Consumer), (root.DisplayName, root.Kind));
        Assert.Equal(
            new SortedDictionary<string, object?>
            {
                ["lad.anomalies"] = 1,
                ["lad.dead_letters"] = 0,
                ["lad.filtered"] = 1,
                ["lad.model.name"] = "shop",
                ["lad.model.version"] = TrainedModels.Shop.Model.Metadata.Version,
                ["lad.sampled"] = "ratio",
                ["lad.scored"] = 2,
                ["lad.suppressed"] = 0L,
                ["messaging.batch.message_count"] = 3,
                ["messaging.destination.name"] = "lad.logs",
                ["messaging.operation.name"] = "process",
                ["messaging.operation.type"] = "process",
                ["messaging.system"] = "kafka",
            },
            new SortedDictionary<string, object?>(root.TagObjects.ToDictionary()));
        Activity[] steps = [.. spans.All.Where(span => span != root)];
        Assert.Equal(["parse", "mask", "encode", "score", "threshold", "feedback", "verdict", "render", "sink", "acknowledge"], steps.Select(step => step.DisplayName));
        Assert.All(steps, step => Assert.Equal((root.TraceId, root.SpanId), (step.TraceId, step.ParentSpanId)));
        Assert.All(steps, step => Assert.True(step.StartTimeUtc >= root.StartTimeUtc && step.StartTimeUtc + step.Duration <= root.StartTimeUtc + root.Duration));
    }

    [Fact]
    public async Task A_batch_names_the_traces_of_its_records_each_once_those_of_alerts_first_up_to_the_bound()
    {
        using var spans = new FinishedSpans(instrumentation);
        string[] lines = [.. Enumerable.Range(0, 10).Select(i => i == 7 ? Strange : TrainedModels.Line(i))];
        var source = new ListSource(lines) { TraceParent = i => i switch { 0 => null, 1 => "rubbish", 3 => Parent(2, "00"), _ => Parent(i, "01") } };

        await RunAsync(source, new RecordingSink(), All with { MaxLinks = 4 });

        Activity root = Assert.Single(spans.All, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal([Parent(7, "01"), Parent(2, "01"), Parent(4, "01"), Parent(5, "01")], root.Links.Select(link => $"00-{link.Context.TraceId}-{link.Context.SpanId}-0{(int)link.Context.TraceFlags}"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 25)]
    [InlineData(1, 100)]
    public async Task The_ratio_is_the_share_of_batches_that_become_traces(double ratio, int traces)
    {
        using var spans = new FinishedSpans(instrumentation);

        await RunAsync(new ListSource([.. Enumerable.Range(0, 100).Select(TrainedModels.Line)], perRead: 1), new RecordingSink(), new TraceSampling { Ratio = ratio, AnomaliesPerSecond = 0 });

        Assert.Equal(traces, spans.All.Count(span => span.Kind == ActivityKind.Consumer));
    }

    [Fact]
    public async Task An_anomaly_names_its_own_trace_or_that_of_its_batch_and_other_verdicts_only_their_own()
    {
        using var spans = new FinishedSpans(instrumentation);
        var source = new ListSource([TrainedModels.Line(1), Strange, TrainedModels.Line(2), Strange]) { TraceParent = i => i >= 2 ? Parent(i, "01") : null };

        JsonElement[] verdicts = await VerdictsAsync(source);

        Activity root = Assert.Single(spans.All, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal([(null, null), ($"{root.TraceId}", $"{root.SpanId}"), (new string('2', 32), new string('2', 16)), (new string('3', 32), new string('3', 16))], verdicts.Select(Trace));
    }

    [Fact]
    public async Task While_nobody_listens_or_only_passes_on_there_is_no_trace_to_name()
    {
        Assert.Equal((null, null), Trace(Assert.Single(await VerdictsAsync(new ListSource([Strange])))));

        using var other = new Instrumentation(nameof(BatchTracesSuite<TEngine>) + "Passing");
        using var listener = new ActivityListener { ShouldListenTo = source => source == other.Spans, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData };
        ActivitySource.AddActivityListener(listener);
        Assert.Equal((null, null), Trace(Assert.Single(await VerdictsAsync(new ListSource([Strange]), other))));
    }

    [Fact]
    public async Task A_batch_that_fails_is_a_trace_with_the_error()
    {
        using var spans = new FinishedSpans(instrumentation);
        var sink = new RecordingSink { Before = (batch, _) => batch.Positions[0].Offset >= 4 ? Task.FromException(new SinkException(SinkFault.Full, "x", "x: no space is left.")) : Task.CompletedTask };

        await Assert.ThrowsAsync<SinkException>(() => RunAsync(new ListSource([.. Enumerable.Range(0, 8).Select(TrainedModels.Line)], perRead: 4), sink, new TraceSampling { Ratio = 0, AnomaliesPerSecond = 0 }));

        Activity root = Assert.Single(spans.All, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal((ActivityStatusCode.Error, "x: no space is left."), (root.Status, root.StatusDescription));
        Assert.Equal(("failure", typeof(SinkException).FullName), (root.GetTagItem(TraceSampling.Attribute), root.GetTagItem("error.type")));
        Assert.Contains(spans.All, span => span.DisplayName == "verdict" && span.ParentSpanId == root.SpanId);
    }

    [Fact]
    public async Task A_stage_that_fails_makes_a_trace_with_the_error()
    {
        using var spans = new FinishedSpans(instrumentation);
        var graph = TEngine.Graph(models, new GraphOptions { MaxPoisonedBatches = 0 }, ScriptedStage.Row(_ => throw new InvalidProgramException("broken")), instrumentation: instrumentation);
        var sink = new RecordingSink();

        await Assert.ThrowsAsync<InvalidProgramException>(() => graph.RunAsync(new GraphEnds(new ListSource(["a"]), sink, sink), CancellationToken.None));

        Assert.Equal("broken", Assert.Single(spans.All, span => span.Kind == ActivityKind.Consumer).StatusDescription);
    }

    [Fact]
    public async Task A_poisoned_batch_is_one_trace_with_the_error_and_the_others_are_not()
    {
        using var spans = new FinishedSpans(instrumentation);
        var stages = ScriptedStage.Row(batch => { if (batch.Positions[0].Offset == 1) throw new InvalidProgramException("broken"); });
        var graph = TEngine.Graph(models, new GraphOptions { Traces = All }, stages, instrumentation: instrumentation);
        var sink = new RecordingSink();

        await graph.RunAsync(new GraphEnds(new ListSource(["a", "b", "c"], perRead: 1), sink, sink), CancellationToken.None);

        Activity[] batches = [.. spans.All.Where(span => span.Kind == ActivityKind.Consumer)];
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset, ActivityStatusCode.Unset], batches.Select(span => span.Status).OrderDescending());
        Assert.Equal(("broken", typeof(InvalidProgramException).FullName), (batches.MaxBy(span => span.Status)!.StatusDescription, batches.MaxBy(span => span.Status)!.GetTagItem("error.type")));
    }

    private static string Parent(int i, string flags) => $"00-{new string((char)('0' + i), 32)}-{new string((char)('0' + i), 16)}-{flags}";

    private static (string? Trace, string? Span) Trace(JsonElement verdict) => (
        verdict.TryGetProperty("trace", out JsonElement trace) ? trace.GetProperty("id").GetString() : null,
        verdict.TryGetProperty("span", out JsonElement span) ? span.GetProperty("id").GetString() : null);

    private async Task<JsonElement[]> VerdictsAsync(ListSource source, Instrumentation? instead = null)
    {
        using var output = new MemoryStream();
        await using var sink = new JsonLinesSink("memory", output);
        await RunAsync(source, sink, All, instead);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private async Task RunAsync(ListSource source, IVerdictSink sink, TraceSampling traces, Instrumentation? instead = null)
    {
        var graph = TEngine.Graph(models, new GraphOptions { Traces = traces }, instrumentation: instead ?? instrumentation);
        await graph.RunAsync(new GraphEnds(source, sink, new RecordingSink()), CancellationToken.None);
    }
}

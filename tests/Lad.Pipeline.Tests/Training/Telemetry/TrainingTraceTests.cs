using System.Diagnostics;
using Lad.Detection;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Pipeline.Tests.Training.Telemetry;

public sealed class TrainingTraceTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(TrainingTraceTests));
    private readonly FinishedSpans spans;

    public TrainingTraceTests() => spans = new FinishedSpans(instrumentation);

    public void Dispose()
    {
        spans.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task A_training_is_a_span_with_its_phases_in_it_down_to_gate_and_publication()
    {
        using var bench = new TrainerBench(instrumentation: instrumentation);
        bench.Everyday(200);
        TrainingEvent told = Assert.Single(await bench.LearnDueAsync());

        Activity whole = Assert.Single(spans.All, static span => span.OperationName == TrainingTrace.Name);
        Assert.Equal(["mining templates", "learning words", "fitting the map", "calibrating", "asking the gate", "publishing", "train"], spans.All.Select(static span => span.OperationName));
        Assert.All(spans.All.SkipLast(1), span => Assert.Equal(whole.SpanId, span.ParentSpanId));
        Assert.Equal("default", whole.GetTagItem("lad.model.name"));
        Assert.Equal(told.Outcome!.Model!.Metadata.Version, whole.GetTagItem("lad.model.version"));
        Assert.Equal(told.Outcome.Learned, whole.GetTagItem("lad.training.learned_records"));
        Assert.Equal(("first", "published"), (whole.GetTagItem("lad.training.cause"), whole.GetTagItem("lad.training.outcome")));
        Assert.Equal(ActivityStatusCode.Unset, whole.Status);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_makes_the_span_one_of_an_error()
    {
        using var bench = new TrainerBench(static name => new ClosedStore(name), instrumentation: instrumentation);
        bench.Everyday(200);
        await bench.LearnDueAsync();

        Activity whole = spans.All[^1];
        Assert.Equal((ActivityStatusCode.Error, "default: the disk is full"), (whole.Status, whole.StatusDescription));
        Assert.Equal("failed", whole.GetTagItem("lad.training.outcome"));
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(spans.All, static span => span.OperationName == "publishing").Status);
    }

    [Fact]
    public void A_training_that_is_given_up_ends_its_span_once()
    {
        var trace = new TrainingTrace(instrumentation, "default", TrainingCause.Request);
        trace.Step("mining templates");
        trace.Dispose();
        trace.Step("learning words");
        trace.Dispose();

        Assert.Equal(["mining templates", "train"], spans.All.Select(static span => span.OperationName));
        Assert.Equal(ActivityStatusCode.Error, spans.All[1].Status);
    }

    private sealed class ClosedStore(string name) : IModelStore
    {
        public string Name => name;

        public ValueTask<DetectionModel?> ReadAsync(CancellationToken cancellation = default) => ValueTask.FromResult<DetectionModel?>(null);

        public ValueTask PublishAsync(DetectionModel model, CancellationToken cancellation = default) => throw new ModelStoreException(name, "the disk is full");

        public IAsyncEnumerable<ModelUpdate> WatchAsync(string? known, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}

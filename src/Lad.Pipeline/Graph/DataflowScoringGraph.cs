using System.Threading.Tasks.Dataflow;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>
/// The graph over TPL Dataflow: a block that takes batches through the stages, several at once and in order, and a block that delivers them.
/// </summary>
/// <inheritdoc/>
public sealed class DataflowScoringGraph(IModelsInForce models, GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null)
    : ScoringGraph(models, options, stages, clock, feedback, instrumentation)
{
    private protected override async Task<GraphReport> RunAsync(GraphRun run)
    {
        // The pool bounds what is under way, so the blocks' own bounds are never met by batches; the room beyond is for ticks.
        var work = new TransformBlock<RecordBatch, RecordBatch?>(run.Work, new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = run.Options.Parallelism,
            BoundedCapacity = run.Capacity,
            EnsureOrdered = true,
            SingleProducerConstrained = true,
        });
        var deliver = new ActionBlock<RecordBatch?>(run.DeliverAsync, new ExecutionDataflowBlockOptions { BoundedCapacity = run.Capacity + 4 });
        work.LinkTo(deliver, new DataflowLinkOptions { PropagateCompletion = true });

        await using ITimer? ticks = run.Tick(() => deliver.Post(null));
        Task reading = Task.Run(() => ReadAsync(run, work), CancellationToken.None);
        return await run.FinishAsync(DrainedAsync(reading, work, deliver)).ConfigureAwait(false);
    }

    private static async Task ReadAsync(GraphRun run, ITargetBlock<RecordBatch> work)
    {
        while (await run.ReadAsync().ConfigureAwait(false) is { } batch) await work.SendAsync(batch).ConfigureAwait(false);
    }

    private static async Task DrainedAsync(Task reading, TransformBlock<RecordBatch, RecordBatch?> work, ActionBlock<RecordBatch?> deliver)
    {
        await reading.ConfigureAwait(false);
        work.Complete();
        await deliver.Completion.ConfigureAwait(false);
    }
}

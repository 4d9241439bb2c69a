using System.Threading.Tasks.Dataflow;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>
/// The graph over TPL Dataflow: a block that takes batches through the stages, several at once and in order, and a block that delivers them.
/// </summary>
/// <param name="models">Holds the models in force: a <see cref="ModelSlot"/> for one, a <see cref="ModelRouter"/> for one for each service.</param>
/// <param name="options">How the graph is sized.</param>
/// <param name="stages">The stages; the usual ones when not given.</param>
/// <param name="clock">Times windows, deadlines and the run.</param>
/// <param name="feedback">Holds the feedback in force; read once for each batch. None when not given.</param>
/// <param name="instrumentation">What the graph measures itself with; it measures nothing when not given. For one graph.</param>
/// <exception cref="ArgumentException">The options cannot be used; names all that is wrong.</exception>
public sealed class DataflowScoringGraph(IModelsInForce models, GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null) : IScoringGraph
{
    private readonly GraphOptions options = (options ?? new GraphOptions()).Checked();
    private readonly ScoringStages stages = stages ?? new ScoringStages();
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <inheritdoc/>
    public GraphCounters Counters { get; } = new();

    /// <inheritdoc/>
    public async Task<GraphReport> RunAsync(GraphEnds ends, CancellationToken stop)
    {
        using var run = new GraphRun(options, stages, models, ends, Counters, clock, feedback, instrumentation, stop);
        // The pool bounds what is under way, so the blocks' own bounds are never met by batches; the room beyond is for ticks.
        var work = new TransformBlock<RecordBatch, RecordBatch?>(run.Work, new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = options.Parallelism,
            BoundedCapacity = run.Capacity,
            EnsureOrdered = true,
            SingleProducerConstrained = true,
        });
        var deliver = new ActionBlock<RecordBatch?>(run.DeliverAsync, new ExecutionDataflowBlockOptions { BoundedCapacity = run.Capacity + 4 });
        work.LinkTo(deliver, new DataflowLinkOptions { PropagateCompletion = true });

        await using ITimer? ticks = options.Limit is { } limit ? clock.CreateTimer(_ => deliver.Post(null), null, limit.Window, limit.Window / 4) : null;
        Task reading = Task.Run(() => run.ReadAsync(work.SendAsync), CancellationToken.None);
        return await run.FinishAsync(DrainedAsync(reading, work, deliver)).ConfigureAwait(false);
    }

    private static async Task DrainedAsync(Task reading, TransformBlock<RecordBatch, RecordBatch?> work, ActionBlock<RecordBatch?> deliver)
    {
        await reading.ConfigureAwait(false);
        work.Complete();
        await deliver.Completion.ConfigureAwait(false);
    }
}

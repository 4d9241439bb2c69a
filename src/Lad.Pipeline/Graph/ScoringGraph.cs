using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>What the graphs of all engines are made of. An engine links the steps of a <see cref="GraphRun"/>, and that is all it does.</summary>
/// <param name="models">Holds the models in force: a <see cref="ModelSlot"/> for one, a <see cref="ModelRouter"/> for one for each service.</param>
/// <param name="options">How the graph is sized.</param>
/// <param name="stages">The stages; the usual ones when not given.</param>
/// <param name="clock">Times windows, deadlines and the run.</param>
/// <param name="feedback">Holds the feedback in force; read once for each batch. None when not given.</param>
/// <param name="instrumentation">What the graph measures itself with; it measures nothing when not given. For one graph.</param>
/// <exception cref="ArgumentException">The options cannot be used; names all that is wrong.</exception>
public abstract class ScoringGraph(IModelsInForce models, GraphOptions? options, ScoringStages? stages, TimeProvider? clock, FeedbackSlot? feedback, Instrumentation? instrumentation) : IScoringGraph
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
        return await RunAsync(run).ConfigureAwait(false);
    }

    /// <summary>
    /// Links the steps: <see cref="GraphRun.ReadAsync"/> while there is demand, <see cref="GraphRun.Work"/> several at once, <see cref="GraphRun.DeliverAsync"/> one at a time in the order of reading, with
    /// <see cref="GraphRun.Tick"/> between; then has the run close its books.
    /// </summary>
    private protected abstract Task<GraphReport> RunAsync(GraphRun run);
}

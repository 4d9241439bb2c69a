using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Testing;

/// <summary>
/// Drives the whole graph in memory, record by record, on the calling thread: the same stages, limits, delivery and counters as an engine's, without
/// threads or waiting. For tests, and for asking a model about a line.
/// </summary>
public sealed class GraphDriver : IDisposable
{
    private readonly SourceStream stream = new("driver", "driver");
    private readonly MemoryEnds ends = new();
    private readonly TimeProvider clock;
    private readonly GraphRun run;
    private long offset;

    /// <summary>Makes a driver.</summary>
    /// <param name="models">Holds the models in force; change them between records as you like.</param>
    /// <param name="clock">What the graph takes for the time.</param>
    /// <param name="options">As for an engine; parallelism has no meaning here.</param>
    /// <param name="stages">The stages; the usual ones when not given.</param>
    /// <param name="sink">Receives the verdicts too.</param>
    /// <param name="feedback">Holds the feedback in force; change it between records as you like.</param>
    /// <param name="instrumentation">What the graph measures itself with.</param>
    public GraphDriver(IModelsInForce models, TimeProvider clock, GraphOptions? options = null, ScoringStages? stages = null, IVerdictSink? sink = null, FeedbackSlot? feedback = null, Instrumentation? instrumentation = null)
    {
        this.clock = clock;
        IVerdictSink output = sink is null ? ends : new TeeSink([sink, ends]);
        run = new GraphRun((options ?? new GraphOptions()).Checked(), stages ?? new ScoringStages(), models, new GraphEnds(ends, output, ends), Counters, clock, feedback, instrumentation, CancellationToken.None);
    }

    /// <summary>What the graph counts.</summary>
    public GraphCounters Counters { get; } = new();

    /// <summary>The dead letters so far.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters => ends.DeadLetters;

    /// <summary>Records that were acknowledged.</summary>
    public long Acknowledged => ends.Acknowledged;

    /// <summary>Takes one record through the graph.</summary>
    /// <returns>The verdicts that were delivered now: the record's own, none when it is held or has none, or those of earlier ones with it.</returns>
    public IReadOnlyList<Verdict> Send(string line) => Send(Encoding.UTF8.GetBytes(line));

    /// <inheritdoc cref="Send(string)"/>
    public IReadOnlyList<Verdict> Send(ReadOnlySpan<byte> record, RecordFlags flags = RecordFlags.None)
    {
        RecordBatch batch = run.Rent();
        batch.Append(record, new SourcePosition(stream, offset, offset + record.Length + 1), clock.GetUtcNow().UtcTicks, flags);
        offset += record.Length + 1;
        run.Began(batch);
        return Deliver(run.DeliverAsync(run.Work(batch)));
    }

    /// <summary>Says that time has passed on the clock, which may end a window.</summary>
    public IReadOnlyList<Verdict> Tick() => Deliver(run.DeliverAsync(null));

    /// <summary>Ends the run: what is held is delivered.</summary>
    public IReadOnlyList<Verdict> Complete(out GraphReport report)
    {
        Task<GraphReport> finished = run.FinishAsync(Task.CompletedTask);
        report = finished.GetAwaiter().GetResult();
        return ends.Take();
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();

    private IReadOnlyList<Verdict> Deliver(Task delivered)
    {
        delivered.GetAwaiter().GetResult();
        return ends.Take();
    }
}

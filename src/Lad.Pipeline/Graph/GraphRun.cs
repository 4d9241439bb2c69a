using System.Runtime.ExceptionServices;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Summaries;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>
/// One run, apart from the engine that links its steps: an engine calls <see cref="ReadAsync"/> while there is demand, <see cref="Work"/> for each batch (in parallel if it likes) and
/// <see cref="DeliverAsync"/> for the results (one at a time, in the order of <see cref="ReadAsync"/>).
/// The first failure anywhere ends the run and is what the caller gets.
/// </summary>
internal sealed class GraphRun : IDisposable
{
    private readonly CancellationTokenSource reading = new();
    private readonly CancellationTokenSource delivering = new();
    private readonly CancellationTokenSource failing = new();
    private readonly CancellationToken stop;
    private readonly CancellationTokenRegistration link;
    private readonly TimeProvider clock;
    private readonly BatchPool pool;
    private readonly GraphWatch? watch;
    private readonly Intake intake;
    private readonly StageRunner stages;
    private readonly Delivery delivery;
    private readonly Supervision supervision;
    private readonly RunSummary summary = new();
    private readonly long started;
    private ExceptionDispatchInfo? failure;

    public GraphRun(GraphOptions options, ScoringStages row, IModelsInForce models, GraphEnds ends, GraphCounters counters, TimeProvider clock, FeedbackSlot? feedback, Instrumentation? instrumentation, CancellationToken stop)
    {
        this.clock = clock;
        this.stop = stop;
        supervision = new Supervision(options.MaxPoisonedBatches);
        Options = options;
        Counters = counters;
        link = stop.Register(reading.Cancel);
        started = clock.GetTimestamp();

        pool = new BatchPool(options.PoolSize(ends.Sink), options.BatchSize, options.BatchBytes);
        var scratches = new ScratchPool();
        AnomalyLimiter? limiter = options.Limit is { } limit ? new AnomalyLimiter(limit) : null;
        IStage[] render = ends.Sink is IRenderingSink sink ? [new RenderStage(sink)] : [];
        IStage[] all = [.. row.Stages, .. render];
        watch = instrumentation is null ? null : Watch(instrumentation, ends.Source, models, [.. all.Select(stage => stage.Name)]);
        stages = new StageRunner(models, scratches, all, counters, feedback, watch);
        intake = new Intake(ends.Source, pool, Began);
        var deadLetters = new DeadLetterDoor(ends.DeadLetters, delivering.Token);
        var completions = new Completions(ends, deadLetters, pool, scratches, counters, summary, watch, FailDelivery, delivering.Token);
        delivery = new Delivery(ends, deadLetters, completions, scratches, limiter, counters, watch, clock, delivering.Token);
        counters.Queues.Size(pool.Size, options.Limit?.MaxHeldBatches ?? 0);
    }

    public GraphOptions Options { get; }

    public GraphCounters Counters { get; }

    /// <summary>Batches that can be under way at once.</summary>
    public int Capacity => pool.Size;

    /// <summary>Reads the next batch; waits while all batches are under way or the source has nothing. Does not throw. One caller at a time.</summary>
    /// <returns>The batch; <see langword="null"/> once the source has ended, the run is stopped and drained, or something has failed.</returns>
    public async ValueTask<RecordBatch?> ReadAsync()
    {
        try
        {
            if (await intake.NextAsync(reading.Token).ConfigureAwait(false) is { } batch) return batch;
            return stop.IsCancellationRequested ? await intake.DrainAsync(failing.Token).ConfigureAwait(false) : null;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return null;
        }
    }

    /// <summary>Has <paramref name="tick"/> called when time has passed that may end a window: the engine then calls <see cref="DeliverAsync"/> without a batch.</summary>
    /// <returns>What ends that; <see langword="null"/> when there are no windows.</returns>
    public ITimer? Tick(Action tick) => Options.Limit is { } limit ? clock.CreateTimer(_ => tick(), null, limit.Window, limit.Window / 4) : null;

    /// <summary>A batch for a caller that reads on its own and never has more than one of its own under way.</summary>
    public RecordBatch Rent() => pool.TryRent() ?? throw new InvalidOperationException("All batches are under way.");

    /// <summary>A batch was read.</summary>
    public void Began(RecordBatch batch)
    {
        Counters.Read(batch);
        watch?.Read(batch);
    }

    /// <summary>
    /// Takes a batch through the stages. Does not throw: a batch on which a stage failed goes on to its turn, where <see cref="Supervision"/> makes dead letters of it or ends the run, so that what was read before it is
    /// delivered, and nothing behind it. An engine would let those behind overtake a batch that is gone.
    /// </summary>
    public RecordBatch Work(RecordBatch batch)
    {
        Counters.Queues.Work.Leave();
        try
        {
            return stages.Run(batch);
        }
        catch (Exception exception)
        {
            if (supervision.IsFinal(exception)) Fail(exception);
            batch.Failure = ExceptionDispatchInfo.Capture(exception);
            return batch;
        }
        finally
        {
            Counters.Queues.Delivery.Enter();
        }
    }

    /// <summary>
    /// Starts the delivery of a batch; <see langword="null"/> means that time has passed. The task ends when the next one may be started, which for sinks that take
    /// their time is before the batch is delivered.
    /// </summary>
    public async Task DeliverAsync(RecordBatch? batch)
    {
        if (batch is not null) Counters.Queues.Delivery.Leave();
        try
        {
            if (batch is null)
            {
                await delivery.TickAsync().ConfigureAwait(false);
                return;
            }
            if (batch.Failure is { } broken) watch?.Failed(batch, broken.SourceException);
            if (!supervision.Accepts(batch)) batch.Failure!.Throw();
            await delivery.DeliverAsync(batch).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    /// <summary>
    /// Waits for <paramref name="drained"/>, the engine's word that <see cref="DeliverAsync"/> was called for every batch that was read, and for the deliveries;
    /// once the run is stopped only until the deadline. Then closes the books.
    /// </summary>
    /// <exception cref="Exception">The first failure of the run, as it was thrown.</exception>
    public async Task<GraphReport> FinishAsync(Task drained)
    {
        Task finished = CompleteAsync(drained);
        bool inTime = await WithinDeadlineAsync(finished).ConfigureAwait(false);
        if (!inTime) await delivering.CancelAsync().ConfigureAwait(false);
        if (failure is { SourceException: SinkException { Fault: SinkFault.Closed } }) return Report(GraphEnd.OutputClosed);
        if (!inTime)
        {
            Counters.Abandon();
            return Report(GraphEnd.Abandoned);
        }
        failure?.Throw();
        await finished.ConfigureAwait(false);
        return Report(stop.IsCancellationRequested ? GraphEnd.Stopped : GraphEnd.SourceEnded);
    }

    /// <summary>Lets go of the caller's token. The sources of the run's own tokens stay: work that was abandoned may still look at them.</summary>
    public void Dispose() => link.Dispose();

    private GraphWatch Watch(Instrumentation instrumentation, IRecordSource source, IModelsInForce models, IReadOnlyList<string> steps) =>
        new(new GraphMetrics(instrumentation, Counters, models), new BatchTraces(instrumentation.Spans, Options.Traces, source, steps, clock), steps, clock);

    private async Task CompleteAsync(Task drained)
    {
        try
        {
            await drained.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The failure is known. What was on its way before it is still delivered and acknowledged, and no sink is disposed of under a write.
            await SettleAsync().ConfigureAwait(false);
            throw;
        }
        try
        {
            await delivery.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
            await SettleAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task SettleAsync()
    {
        Task settled = delivery.SettleAsync();
        try
        {
            await settled.WaitAsync(Options.DrainDeadline, clock).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!settled.IsCompleted)
        {
            await delivering.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> WithinDeadlineAsync(Task finished)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await Task.WhenAny(finished, stopped.Task).ConfigureAwait(false);
        if (!finished.IsCompleted)
        {
            try
            {
                await finished.WaitAsync(Options.DrainDeadline, clock).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!finished.IsCompleted)
            {
                return false;
            }
            catch (Exception) when (finished.IsCompleted)
            {
                // The failure itself is kept, without the wrapping that it got on its way through the engine.
            }
        }
        return true;
    }

    private void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
        reading.Cancel();
        failing.Cancel();
    }

    /// <summary>A delivery failed behind its caller's back: those after it are told to give up, for they cannot be acknowledged any more.</summary>
    private void FailDelivery(Exception exception)
    {
        Fail(exception);
        delivering.Cancel();
    }

    private GraphReport Report(GraphEnd end) => new()
    {
        End = end,
        Elapsed = clock.GetElapsedTime(started),
        Counters = Counters,
        Fingerprints = summary.Fingerprints,
        Models = summary.Models,
    };
}

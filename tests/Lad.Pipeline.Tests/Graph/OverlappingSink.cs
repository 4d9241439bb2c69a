using System.Collections.Concurrent;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Testing;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>
/// A sink that takes batches at once and delivers them in its own time, as a broker's client does. Checks that calls come one at a time and that a batch stays as it was while it is
/// on its way.
/// </summary>
internal sealed class OverlappingSink : IVerdictSink, IDeadLetterSink
{
    private int callers;
    private int underWay;
    private int mostUnderWay;

    public string Name => "overlapping";

    public int BatchesOnTheWay { get; init; }

    /// <summary>How a batch is delivered; at once when not given.</summary>
    public Func<RecordBatch, Task> Delivering { get; init; } = _ => Task.CompletedTask;

    public ConcurrentQueue<Verdict> Verdicts { get; } = [];

    public ConcurrentQueue<DeadLetter> DeadLetters { get; } = [];

    public int UnderWay => Volatile.Read(ref underWay);

    public int MostUnderWay => Volatile.Read(ref mostUnderWay);

    async ValueTask IVerdictSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        Assert.Equal(1, Interlocked.Increment(ref callers));
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored) Verdicts.Enqueue(Verdict.Of(batch, i));
        long first = batch.Positions[0].Offset;
        // Whoever sees a batch under way may end its delivery.
        Task delivery = Delivering(batch);
        mostUnderWay = Math.Max(mostUnderWay, Interlocked.Increment(ref underWay));
        Interlocked.Decrement(ref callers);
        try
        {
            await delivery.WaitAsync(cancellation);
        }
        finally
        {
            Assert.Equal(first, batch.Positions[0].Offset);
            Interlocked.Decrement(ref underWay);
        }
    }

    async ValueTask IDeadLetterSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        foreach (Rejection rejection in batch.Rejections) DeadLetters.Enqueue(DeadLetter.Of(batch, rejection));
        await Task.Yield();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

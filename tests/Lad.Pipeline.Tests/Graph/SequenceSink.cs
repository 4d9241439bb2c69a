using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>
/// Takes what comes of a <see cref="SequenceSource"/> and keeps none of it. Some deliveries are over at once, others go on while later batches come. Checks that each verdict and each dead letter comes once and in its turn, and that a
/// batch stays as it was while it is on its way.
/// </summary>
internal sealed class SequenceSink : IVerdictSink, IDeadLetterSink
{
    private int batches;
    private int callers;
    private long nextVerdict;
    private long nextDeadLetter;

    public string Name => "sequence";

    public int BatchesOnTheWay => 8;

    public long Verdicts { get; private set; }

    public long DeadLetters { get; private set; }

    async ValueTask IVerdictSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        Assert.Equal(1, Interlocked.Increment(ref callers));
        int turn = ++batches;
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Scored) continue;
            while (!SequenceSource.Text(nextVerdict).SequenceEqual("0.1"u8)) nextVerdict++;
            if (batch.Positions[i].Offset != nextVerdict) Assert.Fail($"The verdict of {batch.Positions[i].Offset} came where that of {nextVerdict} should.");
            nextVerdict++;
            Verdicts++;
        }
        (int count, long first) = (batch.Count, batch.Positions[0].Offset);
        Interlocked.Decrement(ref callers);
        await DeliverAsync(turn);
        Assert.Equal((count, first), (batch.Count, batch.Positions[0].Offset));
    }

    async ValueTask IDeadLetterSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        foreach (Rejection rejection in batch.Rejections)
        {
            while (!SequenceSource.Text(nextDeadLetter).SequenceEqual("poison"u8)) nextDeadLetter++;
            Assert.Equal(nextDeadLetter++, batch.Positions[rejection.Index].Offset);
            DeadLetters++;
        }
        await Task.Yield();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task DeliverAsync(int turn)
    {
        switch (turn % 4)
        {
            case 1:
                await Task.Yield();
                break;
            case 2:
                await Task.Run(() => Thread.SpinWait(turn % 11 * 100));
                break;
            case 3:
                for (int i = 0; i < turn % 13; i++) await Task.Yield();
                break;
        }
    }
}

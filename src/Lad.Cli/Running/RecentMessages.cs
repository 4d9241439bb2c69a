using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Training;

namespace Lad.Cli.Running;

/// <summary>Keeps the messages that were not learned from yet, bounded in number and in bytes: of more, a uniform sample.</summary>
/// <param name="capacity">Messages that are kept at most.</param>
internal sealed class RecentMessages(int capacity) : IVerdictSink
{
    private const long MaxBytes = 64L << 20;
    private readonly Lock gate = new();
    private readonly Reservoir reservoir = new(new ReservoirOptions { MaxRecords = capacity, MaxBytes = MaxBytes });

    /// <summary>Scored messages that were learned from already and are still to come: they are not kept.</summary>
    public long Known { get; set; }

    /// <inheritdoc/>
    public string Name => "recent messages";

    /// <summary>Messages that are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate) return reservoir.Count;
        }
    }

    /// <summary>Keeps a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="eventTimeTicks">Its event time, UTC ticks.</param>
    /// <param name="draw">A number spread evenly over all 64-bit values: those with the smallest stay.</param>
    public void Add(ReadOnlySpan<byte> message, long eventTimeTicks, ulong draw)
    {
        byte[]? copy = null;
        lock (gate) reservoir.Offer(message, eventTimeTicks, 0, draw, ref copy);
    }

    /// <summary>What is kept, the oldest first.</summary>
    public ReservoirSample Take()
    {
        lock (gate) return reservoir.Take();
    }

    /// <summary>Gives up what was learned from: a model that continues from another must not count a message twice.</summary>
    public void Forget(ReservoirSample learned)
    {
        lock (gate) reservoir.Forget(learned.Through);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Scored) continue;
            if (Known > 0) Known--;
            else Add(batch.Message(i), batch.Parsed[i].EventTimeTicks, batch.EventIdOf(i).Sample);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

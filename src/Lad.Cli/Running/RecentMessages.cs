using Lad.Detection.Training;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Cli.Running;

/// <summary>Keeps the latest messages that were not learned from yet. Bounded in number and in bytes: the oldest go.</summary>
/// <param name="capacity">Messages that are kept at most.</param>
internal sealed class RecentMessages(int capacity) : IVerdictSink
{
    private const long MaxBytes = 64L << 20;
    private const int MaxMessageBytes = 8192;
    private readonly Lock gate = new();
    private readonly Queue<(byte[] Message, long Ticks)> messages = new();
    private long bytes;

    /// <summary>Scored messages that were learned from already and are still to come: they are not kept.</summary>
    public long Known { get; set; }

    /// <inheritdoc/>
    public string Name => "recent messages";

    /// <summary>Messages that are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate) return messages.Count;
        }
    }

    /// <summary>Keeps a message.</summary>
    public void Add(ReadOnlySpan<byte> message, long eventTimeTicks)
    {
        byte[] kept = message[..Math.Min(message.Length, MaxMessageBytes)].ToArray();
        lock (gate)
        {
            messages.Enqueue((kept, eventTimeTicks));
            bytes += kept.Length;
            while (messages.Count > capacity || bytes > MaxBytes) bytes -= messages.Dequeue().Message.Length;
        }
    }

    /// <summary>Takes what is kept, the oldest first, as a training set: a model that continues from another must not count a message twice.</summary>
    public TrainingSet TakeTrainingSet(TrainingOptions options)
    {
        (byte[] Message, long Ticks)[] kept;
        lock (gate)
        {
            kept = [.. messages];
            messages.Clear();
            bytes = 0;
        }
        var set = new TrainingSet(options);
        foreach ((byte[] message, long ticks) in kept) set.Add(message, ticks);
        return set;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Scored) continue;
            if (Known > 0) Known--;
            else Add(batch.Message(i), batch.Parsed[i].EventTimeTicks);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

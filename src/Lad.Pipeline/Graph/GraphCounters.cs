using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Graph;

/// <summary>
/// What the graph counts while it runs; safe to read from any thread. Outcomes are counted once they are delivered and acknowledged, so that
/// received = scored + dead-lettered + filtered + <see cref="InFlight"/> at any time, and nothing is in flight when the graph ended in order.
/// </summary>
public sealed class GraphCounters
{
    private long received;
    private long bytes;
    private long batches;
    private long scored;
    private long deadLettered;
    private long filtered;
    private long anomalies;
    private long limited;
    private long falsePositives;
    private long snoozed;
    private long scheduled;
    private long truncated;
    private long unknownTemplates;
    private long words;
    private long unknownWords;
    private volatile StageCounters[] stages = [];

    /// <summary>Records that the source gave.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Bytes of those records.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Batches in which they came.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>Records whose verdict was delivered.</summary>
    public long Scored => Interlocked.Read(ref scored);

    /// <summary>Records that were kept as dead letters.</summary>
    public long DeadLettered => Interlocked.Read(ref deadLettered);

    /// <summary>Records that were left out on purpose.</summary>
    public long Filtered => Interlocked.Read(ref filtered);

    /// <summary>Of the scored records, the anomalies.</summary>
    public long Anomalies => Interlocked.Read(ref anomalies);

    /// <summary>Of the anomalies, those that did not alert.</summary>
    public long Suppressed => SuppressedBy.Total;

    /// <summary>The same by reason.</summary>
    public SuppressionTally SuppressedBy => new(Interlocked.Read(ref limited), Interlocked.Read(ref falsePositives), Interlocked.Read(ref snoozed), Interlocked.Read(ref scheduled));

    /// <summary>Records of which a bound cut a part.</summary>
    public long Truncated => Interlocked.Read(ref truncated);

    /// <summary>Of the scored records, those whose message no template of the model matched.</summary>
    public long UnknownTemplates => Interlocked.Read(ref unknownTemplates);

    /// <summary>Words of these messages, masked ones left out.</summary>
    public long Words => Interlocked.Read(ref words);

    /// <summary>Of these words, those that the model does not know.</summary>
    public long UnknownWords => Interlocked.Read(ref unknownWords);

    /// <summary>Records that were read and are neither delivered nor left out yet. After a fault or a missed deadline: those that will be read again.</summary>
    public long InFlight => Look().InFlight;

    /// <summary>What became of the records, as of now: what is done is read before what was received, so that nothing is done that was not received.</summary>
    public GraphBooks Look()
    {
        long done = Scored, kept = DeadLettered, left = Filtered;
        return new GraphBooks(Received, done, kept, left);
    }

    /// <summary>The stages, in the order in which records pass them.</summary>
    public IReadOnlyList<StageCounters> Stages => stages;

    /// <summary>The source: what it gave, and what was handed on.</summary>
    public StageCounters Source { get; } = new("source");

    /// <summary>The verdicts' sink: what it was given, what it delivered, what it refused or could not deliver.</summary>
    public StageCounters Sink { get; } = new("sink");

    /// <summary>The sink of dead letters.</summary>
    public StageCounters DeadLetters { get; } = new("dead-letters");

    /// <summary>Every step that records pass: source, stages, sinks.</summary>
    public IEnumerable<StageCounters> Components => [Source, .. stages, Sink, DeadLetters];

    /// <summary>Where batches wait.</summary>
    public GraphQueues Queues { get; } = new();

    internal StageCounters AddStage(string name)
    {
        var stage = new StageCounters(name);
        stages = [.. stages, stage];
        return stage;
    }

    internal void Read(RecordBatch batch)
    {
        Interlocked.Add(ref received, batch.Count);
        Interlocked.Add(ref bytes, batch.ByteCount);
        Interlocked.Increment(ref batches);
        Source.Add(batch.Count, 0, 0);
        Queues.Work.Enter();
    }

    internal void Started(BatchTally tally)
    {
        Queues.Acknowledgement.Enter();
        if (tally.Scored != 0) Sink.Receive(tally.Scored);
        if (tally.DeadLettered != 0) DeadLetters.Receive(tally.DeadLettered);
    }

    /// <summary>Both sinks have let go of a batch; what they made of it is known.</summary>
    /// <param name="delivery">The batch's way to the sinks.</param>
    internal void Settled(in StartedDelivery delivery)
    {
        if (delivery.DeadLetters.IsCompletedSuccessfully) DeadLetters.Send(delivery.Tally.DeadLettered, 0);
        else if (delivery.DeadLetters.IsFaulted) DeadLetters.Send(0, delivery.Tally.DeadLettered);
        if (delivery.Verdicts.IsFaulted) Sink.Send(0, delivery.Tally.Scored);
    }

    /// <summary>A batch will not be acknowledged and waits no more.</summary>
    internal void GivenUp() => Queues.Acknowledgement.Leave();

    /// <summary>A batch is given up behind one that failed: its verdicts are made again, whatever became of them.</summary>
    internal void GivenUpBehind(in StartedDelivery delivery)
    {
        Settled(delivery);
        if (!delivery.Verdicts.IsFaulted) Sink.Send(0, delivery.Tally.Scored);
        GivenUp();
    }

    internal void Abandon()
    {
        foreach (StageCounters component in Components) component.Abandon();
    }

    internal void Delivered(BatchTally tally)
    {
        Queues.Acknowledgement.Leave();
        Interlocked.Add(ref scored, tally.Scored);
        if (tally.DeadLettered != 0) Interlocked.Add(ref deadLettered, tally.DeadLettered);
        if (tally.Filtered != 0) Interlocked.Add(ref filtered, tally.Filtered);
        if (tally.Anomalies != 0) Interlocked.Add(ref anomalies, tally.Anomalies);
        if (tally.Suppressed.WindowLimit != 0) Interlocked.Add(ref limited, tally.Suppressed.WindowLimit);
        if (tally.Suppressed.FalsePositive != 0) Interlocked.Add(ref falsePositives, tally.Suppressed.FalsePositive);
        if (tally.Suppressed.Snooze != 0) Interlocked.Add(ref snoozed, tally.Suppressed.Snooze);
        if (tally.Suppressed.Schedule != 0) Interlocked.Add(ref scheduled, tally.Suppressed.Schedule);
        if (tally.Truncated != 0) Interlocked.Add(ref truncated, tally.Truncated);
        if (tally.UnknownTemplates == 0) return;
        Interlocked.Add(ref unknownTemplates, tally.UnknownTemplates);
        Interlocked.Add(ref words, tally.Words);
        Interlocked.Add(ref unknownWords, tally.UnknownWords);
    }
}

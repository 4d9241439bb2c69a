using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Testing;

/// <summary>The ends of a graph that is driven by hand: keeps what is delivered until it is taken.</summary>
internal sealed class MemoryEnds : IRecordSource, IVerdictSink, IDeadLetterSink
{
    private readonly List<Verdict> verdicts = [];
    private readonly List<DeadLetter> deadLetters = [];

    public string Name => "driver";

    public long Acknowledged { get; private set; }

    public IReadOnlyList<DeadLetter> DeadLetters => deadLetters;

    public IReadOnlyList<Verdict> Take()
    {
        Verdict[] taken = [.. verdicts];
        verdicts.Clear();
        return taken;
    }

    ValueTask<bool> IRecordSource.ReadAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.FromResult(false);

    ValueTask IRecordSource.AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        Acknowledged += batch.Count;
        return ValueTask.CompletedTask;
    }

    ValueTask IVerdictSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored) verdicts.Add(Verdict.Of(batch, i));
        return ValueTask.CompletedTask;
    }

    ValueTask IDeadLetterSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        deadLetters.AddRange(batch.Rejections.Select(rejection => DeadLetter.Of(batch, rejection)));
        return ValueTask.CompletedTask;
    }

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Testing;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>Keeps verdicts and dead letters, and does before each batch what a test asks for.</summary>
internal sealed class RecordingSink : IVerdictSink, IDeadLetterSink
{
    public string Name => "recording";

    /// <summary>Called before a batch is taken.</summary>
    public Func<RecordBatch, CancellationToken, Task>? Before { get; init; }

    public List<Verdict> Verdicts { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    async ValueTask IVerdictSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (Before is not null) await Before(batch, cancellation);
        lock (Verdicts)
        {
            for (int i = 0; i < batch.Count; i++)
                if (batch.Outcomes[i] == RecordOutcome.Scored) Verdicts.Add(Verdict.Of(batch, i));
        }
    }

    ValueTask IDeadLetterSink.WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        DeadLetters.AddRange(batch.Rejections.Select(rejection => DeadLetter.Of(batch, rejection)));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.ElasticsearchLoad.Comparing;

/// <summary>Lines that are there already.</summary>
internal sealed class MemorySource(ScoredLoad load) : IRecordSource
{
    private readonly SourceStream stream = new("memory", "memory");
    private long next;

    public string Name => "memory";

    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        next = load.Fill(batch, stream, next);
        return ValueTask.FromResult(batch.Count > 0);
    }

    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

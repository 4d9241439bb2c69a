using Lad.KafkaLoad.Producing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.KafkaLoad.Comparing;

/// <summary>Lines that are there already: what remains is the cost of scoring and producing them.</summary>
/// <param name="lines">The lines.</param>
/// <param name="records">How many.</param>
internal sealed class MemorySource(LoadLines lines, long records) : IRecordSource
{
    private readonly SourceStream stream = new("memory", "memory");
    private long next;

    public string Name => "memory";

    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        for (; next < records && !batch.IsFull; next++) batch.Append(lines[next], new SourcePosition(stream, next, next + 1), 638_000_000_000_000_000);
        return ValueTask.FromResult(batch.Count > 0);
    }

    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>Can keep no dead letter.</summary>
internal sealed class FullDeadLetters : IDeadLetterSink
{
    public string Name => "full";

    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => throw new IOException("the file is full");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

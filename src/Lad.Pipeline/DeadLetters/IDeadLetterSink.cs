using Lad.Pipeline.Batches;

namespace Lad.Pipeline.DeadLetters;

/// <summary>Where records go that could not be processed.</summary>
public interface IDeadLetterSink : IAsyncDisposable
{
    /// <summary>What an operator calls the sink.</summary>
    string Name { get; }

    /// <summary>
    /// Delivers the records that <see cref="RecordBatch.Rejections"/> names; only called when there are any. Throws when they cannot be kept: the graph
    /// then stops and nothing later is acknowledged.
    /// </summary>
    ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation);
}

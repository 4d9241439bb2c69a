using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>Where verdicts go.</summary>
public interface IVerdictSink : IAsyncDisposable
{
    /// <summary>What an operator calls the sink, e.g. <c>file:verdicts.jsonl</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Delivers the verdicts of <paramref name="batch"/>, in order; records that are dead letters or filtered are not its business.
    /// Returns when the batch is safely delivered (a file: handed to the operating system). Throws when it cannot be; the graph then stops
    /// and nothing later is acknowledged.
    /// </summary>
    /// <exception cref="SinkException">The verdicts cannot be delivered; it says why.</exception>
    ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation);
}

using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sources;

/// <summary>Where records come from.</summary>
public interface IRecordSource : IAsyncDisposable
{
    /// <summary>What an operator calls the source, e.g. <c>file:app.log</c>.</summary>
    string Name { get; }

    /// <summary>The messaging system that it reads; <see langword="null"/> where it is none.</summary>
    MessagingOrigin? Origin => null;

    /// <summary>What was read so far; <see langword="null"/> where a source does not count.</summary>
    SourceCounters? Counters => null;

    /// <summary>
    /// Appends records to <paramref name="batch"/> (empty when given) until it is full, or none is at hand and at least one was appended.
    /// Waits while there is none; called by one caller at a time. Not calling it is how the graph holds the source back.
    /// </summary>
    /// <returns><see langword="false"/> at the end of a bounded source: nothing was appended and nothing will be.</returns>
    ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation);

    /// <summary>
    /// Told of each batch whose every record was delivered or dead-lettered, in the order in which batches were read.
    /// Never called for a batch before all earlier ones.
    /// </summary>
    ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation);

    /// <summary>
    /// After a stop: appends what the source took from a stream that cannot be read again, such as a pipe, and has not handed on. Does not wait.
    /// </summary>
    /// <returns><see langword="false"/> when nothing is left: nothing was appended and nothing will be.</returns>
    bool Drain(RecordBatch batch) => false;
}

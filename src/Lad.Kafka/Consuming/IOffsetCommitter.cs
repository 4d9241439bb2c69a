using Lad.Pipeline.Batches;

namespace Lad.Kafka.Consuming;

/// <summary>Commits a source's offsets in the consumer's place, together with what was made of its records.</summary>
public interface IOffsetCommitter
{
    /// <summary>The source says where its offsets are. Once, before it reads.</summary>
    void Attach(IOffsetLedger ledger);

    /// <summary>The source has taken note of a batch's acknowledgement: <see cref="IOffsetLedger.Uncommitted"/> includes it. Does not wait.</summary>
    void Acknowledged(RecordBatch batch);

    /// <summary>
    /// Called by the thread that polls, before partitions are given up. Waits for the delivery of what was begun and commits; what cannot be committed by the deadline, or
    /// at all, is aborted, and the source told to rewind. Nothing new is begun until the result is disposed of: until then the source ends the streams it gives up.
    /// </summary>
    /// <param name="lost">The partitions are another member's already: nothing may be committed.</param>
    /// <param name="deadline">How long it may take.</param>
    IDisposable Settle(bool lost, TimeSpan deadline);
}

using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>Where verdicts go.</summary>
public interface IVerdictSink : IAsyncDisposable
{
    /// <summary>What an operator calls the sink, e.g. <c>file:verdicts.jsonl</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Batches that are worth having on their way at once: 0, the default, for a sink that delivers while it is called, as a file does. A graph whose size is not set
    /// has so many batches more, since each that waits for a broker's word is one that cannot be worked on.
    /// </summary>
    int BatchesOnTheWay => 0;

    /// <summary>
    /// Delivers the verdicts of <paramref name="batch"/>, in order; records that are dead letters or filtered are not its business.
    /// The task is complete when the batch is safely delivered (a file: handed to the operating system; a broker: acknowledged). It fails when it cannot be; the graph
    /// then stops and nothing later is acknowledged.
    /// </summary>
    /// <remarks>
    /// Called in the order of the batches, by one caller at a time. It may be called again before the tasks of earlier calls are complete, so that many batches can be on
    /// their way to a broker; a sink that returns only completed tasks never sees that. Tasks may end in any order; the graph acknowledges in the order of the batches.
    /// The batch stays as it is until its task is complete, and must not be touched afterwards. What takes long belongs into the task: until the call
    /// returns no other batch can start.
    /// <para>
    /// A verdict that its destination refuses for good, whatever is tried, is no failure of the sink: until the task is complete it may call <see cref="RecordBatch.Reject"/> for that record. The graph
    /// then keeps the record as a dead letter before it acknowledges the batch, and counts it as one.
    /// </para>
    /// </remarks>
    /// <param name="batch">The batch.</param>
    /// <param name="cancellation">The batch will not be acknowledged any more, whatever becomes of it: give up. The task should end soon then.</param>
    /// <exception cref="SinkException">The verdicts cannot be delivered; it says why.</exception>
    ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation);
}

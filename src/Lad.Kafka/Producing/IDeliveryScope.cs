using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing;

/// <summary>Decides what a producer may send, and when: its transactions.</summary>
internal interface IDeliveryScope
{
    /// <summary>Called in the order of the batches, for a batch as often as sinks have something to send of it. The task ends when they may; from then until its acknowledgement the batch belongs to one transaction.</summary>
    Task EnterAsync(RecordBatch batch);

    /// <summary>Whether something about a record is still to be sent: it is not if the record will be read again.</summary>
    bool Includes(RecordBatch batch, int record);

    /// <summary>A message could not be delivered.</summary>
    /// <returns>Whether that is dealt with: the transaction will be aborted, and its records read again.</returns>
    bool Absorb(NativeError error);
}

using Lad.FactStore.Status;
using Lad.Pipeline.Batches;

namespace Lad.FactStore.Anomalies.Ingesting;

/// <summary>Records that cannot be read: all are counted, the first are told one by one. Their text is never told, since nobody knows what is in it.</summary>
/// <param name="status">Counts.</param>
/// <param name="tell">Is told.</param>
internal sealed class RefusalNotes(PipelineStatus status, Action<string> tell)
{
    private const int Told = 5;
    private long refused;

    /// <summary>Notes a record.</summary>
    public void Refuse(RecordBatch batch, int index, string fault)
    {
        string place = $"{batch.Positions[index].Stream.Name} at {batch.Positions[index].Offset}";
        string reason = (batch.Flags[index] & RecordFlags.Truncated) == 0 ? fault : $"it was longer than a record may be and was cut; {fault}";
        status.Refuse(place, reason);
        refused++;
        if (refused <= Told) tell($"{place}: the record is left out: {reason}");
        if (refused == Told) tell("further records that cannot be read are counted and not told one by one; the store's status page names the latest");
    }
}

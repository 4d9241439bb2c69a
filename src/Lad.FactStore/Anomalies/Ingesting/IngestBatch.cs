using Lad.FactStore.Status;
using Lad.Pipeline.Batches;

namespace Lad.FactStore.Anomalies.Ingesting;

/// <summary>A batch of the source and the anomalies in it.</summary>
/// <param name="Batch">The batch; goes back to its pool once it is acknowledged.</param>
/// <param name="Anomalies">The anomalies.</param>
internal sealed record IngestBatch(RecordBatch Batch, IReadOnlyList<AnomalyRecord> Anomalies)
{
    /// <summary>Reads a batch's records. Those that cannot be read are counted; they are never a reason to stop.</summary>
    public static IngestBatch Of(RecordBatch batch, PipelineStatus status, RefusalNotes notes)
    {
        List<AnomalyRecord> anomalies = new(batch.Count);
        long passedOver = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<byte> record = batch.Record(i).Trim(" \t\r\n"u8);
            string? fault = null;
            AnomalyRecord? anomaly = null;
            if (!record.IsEmpty) fault = ScoredRecordReader.TryRead(record, out anomaly);
            if (fault is not null) notes.Refuse(batch, i, fault);
            else if (anomaly is null) passedOver++;
            else anomalies.Add(anomaly);
        }
        status.Receive(batch.Count);
        if (passedOver > 0) status.PassOver(passedOver);
        return new IngestBatch(batch, anomalies);
    }
}

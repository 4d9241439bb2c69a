using Lad.Detection;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>
/// Writes verdicts with the flat fields that LAD's predecessor wrote, for dashboards and alert rules that already exist: the record's own members, or its message and time, and
/// beside them <c>predict_id</c>, <c>anomaly_score</c>, <c>anomaly</c>, <c>elast_alert</c>, <c>inference_batch_id</c>, <c>predictor_namespace</c> and <c>e_message</c>.
/// The same record and model give the same object. Safe for several threads; allocates nothing for a record.
/// </summary>
/// <param name="predictorNamespace">What <c>predictor_namespace</c> holds.</param>
/// <param name="iteration">The span of event time whose records share an <c>inference_batch_id</c>, above zero.</param>
public sealed class LadV1Writer(string predictorNamespace, TimeSpan iteration) : IVerdictWriter
{
    [ThreadStatic]
    private static Rfc3339Text latestTime;

    private readonly InferenceBatches batches = new(iteration);
    private readonly string predictorNamespace = predictorNamespace;

    /// <inheritdoc/>
    public bool TryWriteObject(RecordBatch batch, int index, OutputBuffer output)
    {
        int start = output.Length;
        try
        {
            Write(batch, index, output);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            RenderFailure.Reject(batch, index, output, start, failure);
            return false;
        }
    }

    private void Write(RecordBatch batch, int index, OutputBuffer output)
    {
        output.Append((byte)'{');
        bool isDocument = OriginalMembers.TryAppend(output, batch.Record(index), out OriginalMembers.Found found);
        if (!found.HasTime)
        {
            output.Append("\"@timestamp\":\""u8);
            output.Append(latestTime.Format(batch.TimeTicks(index)));
            output.Append("\","u8);
        }
        if (!found.HasMessage) AppendText(output, "\"message\":\""u8, batch.Message(index));
        if (!isDocument && !batch.Parsed[index].Service.IsEmpty) AppendText(output, "\"service\":\""u8, batch.Service(index));
        AppendVerdict(batch, index, output);
    }

    private void AppendVerdict(RecordBatch batch, int index, OutputBuffer output)
    {
        Detector detector = batch.DetectorOf(index)!;
        bool anomaly = batch.Assessments[index].IsAnomaly;
        output.Append("\"predict_id\":\""u8);
        UuidText.Append(output, batch.EventIdOf(index));
        output.Append("\",\"anomaly_score\":"u8);
        JsonNumber.Append(output, batch.Assessments[index].Score);
        output.Append(anomaly ? ",\"anomaly\":1"u8 : ",\"anomaly\":0"u8);
        output.Append(anomaly && !batch.IsAlert(index) ? ",\"elast_alert\":0"u8 : ",\"elast_alert\":1"u8);
        output.Append(",\"inference_batch_id\":\""u8);
        UuidText.Append(output, batches.IdOf(detector.Model, batch.TimeTicks(index)));
        output.Append("\",\"predictor_namespace\":\""u8);
        JsonText.Append(output, predictorNamespace);
        output.Append("\",\"e_message\":\""u8);
        PercentText.Append(output, batch.Message(index));
        output.Append("\"}"u8);
    }

    private static void AppendText(OutputBuffer output, ReadOnlySpan<byte> opening, ReadOnlySpan<byte> text)
    {
        output.Append(opening);
        JsonText.Append(output, text);
        output.Append("\","u8);
    }
}

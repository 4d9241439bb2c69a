using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Writes verdicts as scored records: one JSON object each, with the names of the Elastic Common Schema where it has one. Safe for several threads.</summary>
public sealed class ScoredRecordWriter : IVerdictWriter
{
    // Neighbours mostly share their second.
    [ThreadStatic]
    private static Rfc3339Text latestTime;

    private readonly TailCache tails = new();

    /// <inheritdoc/>
    public bool TryWriteObject(RecordBatch batch, int index, OutputBuffer output)
    {
        int start = output.Length;
        try
        {
            Write(batch, index, ref latestTime, output);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            RenderFailure.Reject(batch, index, output, start, failure);
            return false;
        }
    }

    private void Write(RecordBatch batch, int index, ref Rfc3339Text time, OutputBuffer output)
    {
        output.Append("{\"@timestamp\":\""u8);
        output.Append(time.Format(batch.TimeTicks(index)));
        output.Append("\",\"message\":\""u8);
        JsonText.Append(output, batch.Message(index));
        ref readonly ParsedRecord parsed = ref batch.Parsed[index];
        if (!parsed.Service.IsEmpty)
        {
            output.Append("\",\"service\":{\"name\":\""u8);
            JsonText.Append(output, batch.Service(index));
            output.Append("\"}"u8);
        }
        else
        {
            output.Append((byte)'"');
        }
        if (batch.TryGetTrace(index, out TraceContext trace))
        {
            output.Append(",\"trace\":{\"id\":\""u8);
            output.Append(trace.TraceId);
            output.Append("\"},\"span\":{\"id\":\""u8);
            output.Append(trace.SpanId);
            output.Append("\"}"u8);
        }
        output.Append(Level(parsed.Level));
        output.Append(batch.IsAlert(index) ? ",\"event\":{\"kind\":\"alert\",\"id\":\""u8 : ",\"event\":{\"kind\":\"event\",\"id\":\""u8);
        batch.EventIdOf(index).Format(output.GetSpan(EventId.TextLength));
        output.Advance(EventId.TextLength);
        tails.Append(output, batch, index);
    }

    private static ReadOnlySpan<byte> Level(Severity level) => level switch
    {
        Severity.Trace => ",\"log\":{\"level\":\"trace\"}"u8,
        Severity.Debug => ",\"log\":{\"level\":\"debug\"}"u8,
        Severity.Info => ",\"log\":{\"level\":\"info\"}"u8,
        Severity.Warning => ",\"log\":{\"level\":\"warn\"}"u8,
        Severity.Error => ",\"log\":{\"level\":\"error\"}"u8,
        Severity.Fatal => ",\"log\":{\"level\":\"fatal\"}"u8,
        _ => [],
    };
}

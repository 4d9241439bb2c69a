using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Writes verdicts as scored records: one JSON object a line, with the names of the Elastic Common Schema where it has one. Safe for several threads.</summary>
public sealed class ScoredRecordWriter : IVerdictWriter
{
    // One record at a time still means neighbours that share their second.
    [ThreadStatic]
    private static Rfc3339Text latestTime;

    private readonly TailCache tails = new();

    /// <summary>
    /// Appends the verdicts of a batch that <paramref name="emit"/> includes. A record that cannot be written is rejected in the batch and leaves no trace in the output.
    /// </summary>
    /// <param name="batch">A batch whose stages are done; its scratch is there.</param>
    /// <param name="emit">Which verdicts are written.</param>
    /// <param name="output">Receives the lines.</param>
    public void Write(RecordBatch batch, Emit emit, OutputBuffer output)
    {
        var time = new Rfc3339Text();
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && emit.Includes(batch, i)) TryWrite(batch, i, ref time, output);
    }

    /// <summary>
    /// Appends the verdict on one record as one JSON object without a line's end: a message of its own. For whoever chooses the records and needs each one's bytes apart;
    /// <see cref="OutputBuffer.Length"/> before and after says where they are.
    /// </summary>
    /// <param name="batch">A batch whose stages are done; its scratch is there.</param>
    /// <param name="index">A scored record.</param>
    /// <param name="output">Receives the object.</param>
    /// <returns><see langword="false"/> when it cannot be written: it is rejected in the batch and leaves no trace in the output.</returns>
    public bool TryWriteObject(RecordBatch batch, int index, OutputBuffer output)
    {
        if (!TryWrite(batch, index, ref latestTime, output)) return false;
        output.Truncate(output.Length - 1);
        return true;
    }

    private bool TryWrite(RecordBatch batch, int index, ref Rfc3339Text time, OutputBuffer output)
    {
        int start = output.Length;
        try
        {
            Write(batch, index, ref time, output);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            output.Truncate(start);
            batch.Reject(index, Stages.RecordStage.FailureCode, $"render: {failure.GetType().Name}: {failure.Message}");
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
        if (TraceContext.TryRead(batch.TraceParent(index), out TraceContext trace))
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

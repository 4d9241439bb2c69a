using System.Buffers.Text;
using System.Globalization;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.DeadLetters;

/// <summary>
/// A dead letter as one JSON object: the original bytes as base64, the same as text for people, stream and offset, the error's code and
/// reason, and when the record was observed.
/// </summary>
public static class DeadLetterEnvelope
{
    /// <summary>Appends the envelope of a record, without a line's end.</summary>
    public static void Append(RecordBatch batch, in Rejection rejection, OutputBuffer output)
    {
        var time = new Rfc3339Text();
        SourcePosition position = batch.Positions[rejection.Index];
        ReadOnlySpan<byte> record = batch.Record(rejection.Index);
        output.Append("{\"@timestamp\":\""u8);
        output.Append(time.Format(batch.ObservedTicks[rejection.Index]));
        output.Append("\",\"event\":{\"kind\":\"pipeline_error\",\"id\":\""u8);
        batch.EventIdOf(rejection.Index).Format(output.GetSpan(EventId.TextLength));
        output.Advance(EventId.TextLength);
        output.Append("\",\"dataset\":\"lad.dead_letters\"},\"error\":{\"code\":\""u8);
        JsonText.Append(output, rejection.Code);
        output.Append("\",\"message\":\""u8);
        JsonText.Append(output, rejection.Reason);
        output.Append("\"},\"lad\":{\"stream\":\""u8);
        JsonText.Append(output, position.Stream.Name);
        output.Append("\",\"offset\":"u8);
        position.Offset.TryFormat(output.GetSpan(20), out int digits, default, CultureInfo.InvariantCulture);
        output.Advance(digits);
        output.Append(",\"bytes\":\""u8);
        Base64.EncodeToUtf8(record, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(record.Length)), out _, out int length);
        output.Advance(length);
        output.Append("\"},\"message\":\""u8);
        JsonText.Append(output, record);
        output.Append("\"}"u8);
    }
}

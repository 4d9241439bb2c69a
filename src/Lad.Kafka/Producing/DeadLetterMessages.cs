using System.Globalization;
using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Kafka.Producing;

/// <summary>
/// The dead letters of a batch: each record's bytes as they came, with all else in headers. A record that came as large as a message may be has no room for them:
/// it is cut, and <c>lad.cut_from</c> says how long it was.
/// </summary>
/// <param name="batch">The batch.</param>
/// <param name="producer">Whose topics they go to.</param>
/// <param name="options">Where they go.</param>
/// <param name="headers">Lent.</param>
internal sealed class DeadLetterMessages(RecordBatch batch, KafkaProducer producer, KafkaDeadLetterOptions options, HeaderList headers) : IOutgoingMessages
{
    private const int LongestReason = 1024;
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public int Count => batch.Rejections.Count;

    public int RecordOf(int index) => batch.Rejections[index].Index;

    public OutgoingMessage Make(int index)
    {
        Rejection rejection = batch.Rejections[index];
        int record = rejection.Index;
        DeadLetterOrigin origin = DeadLetterOrigin.Of(batch.Positions[record].Stream);
        headers.Begin(batch, record);
        headers.Add(MessageHeaders.Topic, origin.Topic);
        if (origin.Partition is { } partition) headers.Add(MessageHeaders.Partition, partition.ToString(CultureInfo.InvariantCulture));
        headers.Add(MessageHeaders.Offset, batch.Positions[record].Offset.ToString(CultureInfo.InvariantCulture));
        headers.Add(MessageHeaders.ErrorCode, rejection.Code);
        headers.Add(MessageHeaders.ErrorReason, rejection.Reason.Length > LongestReason ? rejection.Reason[..LongestReason] : rejection.Reason);
        headers.Add(MessageHeaders.Attempt, (batch.Attempt(record) + 1L).ToString(CultureInfo.InvariantCulture));
        headers.Add(MessageHeaders.Observed, new DateTime(batch.ObservedTicks[record], DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> bytes = batch.Record(record);
        int room = Math.Max(producer.Options.MaxMessageBytes - batch.RecordKey(record).Length - headers.Bytes.Length - MessageHeaders.Allowance, 0);
        if (bytes.Length > room) headers.Add(MessageHeaders.CutFrom, bytes.Length.ToString(CultureInfo.InvariantCulture));
        return new()
        {
            Topic = producer.Native.Topic(options.For(origin.Topic)),
            HasKey = batch.HasRecordKey(record),
            Key = batch.RecordKey(record),
            Value = bytes[..Math.Min(bytes.Length, room)],
            Headers = headers,
        };
    }
}

using System.Globalization;
using Confluent.Kafka;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Kafka.Producing;

/// <summary>A dead letter as it is sent.</summary>
internal readonly record struct DeadLetterMessage(string Topic, byte[]? Key, byte[] Value, Headers? Headers)
{
    private const int LongestReason = 1024;
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>
    /// The record's bytes as they came, with all else in headers. A record that came as large as a message may be has no room for them: it is cut, and <c>lad.cut_from</c> says how long it was.
    /// </summary>
    public static DeadLetterMessage Of(RecordBatch batch, in Rejection rejection, KafkaDeadLetterOptions options, int maxMessageBytes)
    {
        int index = rejection.Index;
        DeadLetterOrigin origin = DeadLetterOrigin.Of(batch.Positions[index].Stream);
        Headers headers = MessageHeaders.Of(batch, index);
        headers.Add(MessageHeaders.Topic, origin.Topic);
        if (origin.Partition is { } partition) headers.Add(MessageHeaders.Partition, partition.ToString(CultureInfo.InvariantCulture));
        headers.Add(MessageHeaders.Offset, batch.Positions[index].Offset.ToString(CultureInfo.InvariantCulture));
        headers.Add(MessageHeaders.ErrorCode, rejection.Code);
        headers.Add(MessageHeaders.ErrorReason, rejection.Reason.Length > LongestReason ? rejection.Reason[..LongestReason] : rejection.Reason);
        headers.Add(MessageHeaders.Attempt, "1");
        headers.Add(MessageHeaders.Observed, new DateTime(batch.ObservedTicks[index], DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> record = batch.Record(index);
        int room = Math.Max(maxMessageBytes - batch.RecordKey(index).Length - SizeOf(headers) - MessageHeaders.Allowance, 0);
        if (record.Length > room) headers.Add(MessageHeaders.CutFrom, record.Length.ToString(CultureInfo.InvariantCulture));
        return new(options.For(origin.Topic), KeyOf(batch, index), record[..Math.Min(record.Length, room)].ToArray(), headers);
    }

    /// <summary>For brokers without headers: a <see cref="DeadLetterEnvelope"/>.</summary>
    public static DeadLetterMessage Envelope(RecordBatch batch, in Rejection rejection, KafkaDeadLetterOptions options, OutputBuffer scratch)
    {
        scratch.Clear();
        DeadLetterEnvelope.Append(batch, rejection, scratch);
        string topic = options.For(DeadLetterOrigin.Of(batch.Positions[rejection.Index].Stream).Topic);
        return new(topic, KeyOf(batch, rejection.Index), scratch.Written.ToArray(), null);
    }

    private static byte[]? KeyOf(RecordBatch batch, int index) => batch.HasRecordKey(index) ? batch.RecordKey(index).ToArray() : null;

    private static int SizeOf(Headers headers)
    {
        int size = 0;
        foreach (IHeader header in headers) size += header.Key.Length + header.GetValueBytes().Length + 8;
        return size;
    }
}

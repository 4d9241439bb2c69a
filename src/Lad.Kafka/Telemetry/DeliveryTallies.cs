using System.Runtime.InteropServices;
using Lad.Kafka.Producing.Native;

namespace Lad.Kafka.Telemetry;

/// <summary>Counts the messages that brokers acknowledged or did not, by topic. Used by the one thread that hears of them.</summary>
internal sealed class DeliveryTallies(MessagingMetrics metrics)
{
    private readonly Dictionary<nint, MessageTally> delivered = [];

    /// <summary>Messages were acknowledged.</summary>
    /// <param name="topic">Their topic, as librdkafka has it; it stays as long as its producer.</param>
    /// <param name="messages">How many.</param>
    public void Delivered(nint topic, int messages)
    {
        if (!delivered.TryGetValue(topic, out MessageTally? tally)) delivered[topic] = tally = metrics.Sent(Name(topic));
        tally.Add(messages);
    }

    /// <summary>A message was not.</summary>
    public void Undelivered(nint topic, int error) => metrics.Sent(Name(topic), Text(Librdkafka.rd_kafka_err2name(error))).Add(1);

    private static string Name(nint topic) => Text(Librdkafka.rd_kafka_topic_name(topic));

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}

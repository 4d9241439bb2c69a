using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Telemetry;

/// <summary>Messages that clients read and sent, by topic, under the names of OpenTelemetry's conventions for messaging.</summary>
internal sealed class MessagingMetrics
{
    private readonly ConcurrentDictionary<string, MessageTally> consumed = new();
    private readonly ConcurrentDictionary<(string Topic, string? Error), MessageTally> sent = new();

    private MessagingMetrics(Meter meter)
    {
        meter.CreateObservableCounter("messaging.client.consumed.messages", () => consumed.Select(topic => Measured(topic.Value, topic.Key, "poll", null)), "{message}", "Messages that were read from a topic.");
        meter.CreateObservableCounter("messaging.client.sent.messages", () => sent.Select(topic => Measured(topic.Value, topic.Key.Topic, "send", topic.Key.Error)), "{message}",
            "Messages that were sent to a topic; with an error, those that were not delivered.");
    }

    /// <summary>The instruments of a process.</summary>
    public static MessagingMetrics Of(Instrumentation instrumentation) => instrumentation.Of(static made => new MessagingMetrics(made.Meter));

    /// <summary>Counts what is read from a topic.</summary>
    public MessageTally Consumed(string topic) => consumed.GetOrAdd(topic, static _ => new MessageTally());

    /// <summary>Counts what is sent to a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="error">librdkafka's name of why it was not delivered; <see langword="null"/> of what was.</param>
    public MessageTally Sent(string topic, string? error = null) => sent.GetOrAdd((topic, error), static _ => new MessageTally());

    private static Measurement<long> Measured(MessageTally tally, string topic, string operation, string? error)
    {
        KeyValuePair<string, object?>[] tags =
        [
            new("messaging.system", "kafka"), new("messaging.destination.name", topic), new("messaging.operation.name", operation),
            .. error is null ? Array.Empty<KeyValuePair<string, object?>>() : [new("error.type", error)],
        ];
        return new Measurement<long>(tally.Messages, tags);
    }
}

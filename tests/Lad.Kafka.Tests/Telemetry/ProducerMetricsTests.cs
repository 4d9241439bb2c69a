using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Consuming;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Kafka.Tests.Telemetry;

public sealed class ProducerMetricsTests : IDisposable
{
    private const string Sent = "messaging.client.sent.messages";
    private readonly Instrumentation instrumentation = new(nameof(ProducerMetricsTests) + Guid.NewGuid());
    private readonly ObservedValues readings;

    public ProducerMetricsTests() => readings = new ObservedValues(instrumentation);

    [BrokerTheory]
    public async Task Messages_are_counted_by_topic_once_they_are_delivered(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        var topics = new KafkaSinkOptions { ScoredTopic = TestBroker.Unique("scored"), AnomaliesTopic = TestBroker.Unique("anomalies") };
        await broker.CreateTopicAsync(topics.ScoredTopic, 1);
        await broker.CreateTopicAsync(topics.AnomaliesTopic, 1);
        using var producer = new KafkaProducer(broker.Sending(), instrumentation);
        await using var sink = new KafkaVerdictSink(producer, topics);
        VerdictBatch batch = new(capacity: 400);
        for (int i = 0; i < 400; i++) batch.Add($"{i}", anomaly: i % 3 == 0);

        await sink.WriteAsync(batch.For(sink), CancellationToken.None);

        Assert.Equal(400, readings.Of(Sent, ("messaging.destination.name", topics.ScoredTopic)));
        Assert.Equal(134, readings.Of(Sent, ("messaging.destination.name", topics.AnomaliesTopic)));
        Assert.Equal(producer.Counters.Produced, readings.Of(Sent));
        Assert.Equal(producer.Counters.Bytes, readings.Of("lad.kafka.produced"));
        Assert.Equal(["outcome=aborted", "outcome=committed"], readings.Labels("lad.kafka.transactions"));
    }

    [Fact]
    public async Task What_is_not_delivered_is_counted_under_its_error()
    {
        await using var broker = new MockCluster(1);
        string topic = TestBroker.Unique("scored");
        await broker.CreateTopicAsync(topic, 1);
        using var producer = new KafkaProducer(broker.Sending(null, ("message.timeout.ms", "300")), instrumentation);
        await using var sink = new KafkaVerdictSink(producer, new KafkaSinkOptions { ScoredTopic = topic });
        await sink.WriteAsync(VerdictBatch.Of(sink, 5), CancellationToken.None);
        broker.SetDown(1);

        await Assert.ThrowsAsync<SinkException>(async () => await sink.WriteAsync(VerdictBatch.Of(sink, 3, first: 5), CancellationToken.None));
        await Eventually.HoldsAsync(() => producer.Counters.Failed == 3, () => $"{producer.Counters.Failed} failed");

        Assert.Equal(5, readings.Of(Sent, ("messaging.destination.name", topic)) - readings.Of(Sent, ("error.type", "_MSG_TIMED_OUT")));
        Assert.Equal(producer.Counters.Failed, readings.Of(Sent, ("error.type", "_MSG_TIMED_OUT")));
    }

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }
}

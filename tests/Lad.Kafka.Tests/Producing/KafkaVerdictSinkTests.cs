using System.Text.Json;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Tests.Producing;

public class KafkaVerdictSinkTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [BrokerTheory]
    public async Task Every_verdict_is_scored_and_anomalies_are_there_again_under_their_fingerprint(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender();
        await using var sink = new KafkaVerdictSink(producer, topics);

        await sink.WriteAsync(new VerdictBatch().Add("started", key: "host-1").Add("boom", anomaly: true, key: "").Add("started").For(sink), CancellationToken.None);

        List<Message<byte[], byte[]>> scored = broker.Read(topics.ScoredTopic!, 3);
        Assert.Equal(["host-1", "", "null"], scored.Select(message => TopicReading.Text(message.Key)));
        Assert.Equal(["started", "boom", "started"], scored.Select(message => JsonDocument.Parse(message.Value).RootElement.GetProperty("message").GetString()));
        Message<byte[], byte[]> anomaly = Assert.Single(broker.Read(topics.AnomaliesTopic!, 1));
        Assert.Equal("0000000000000bad", TopicReading.Text(anomaly.Key));
        Assert.Equal(scored[1].Value, anomaly.Value);
        Assert.Equal(4, producer.Counters.Produced);
        Assert.Equal(1, broker.Count(topics.AnomaliesTopic!));
    }

    [BrokerTheory(BrokerFeatures.Headers)]
    public async Task The_events_id_and_the_records_trace_are_in_headers(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender();
        await using var sink = new KafkaVerdictSink(producer, topics);
        RecordBatch batch = new VerdictBatch(first: 41).Add("started", traceParent: Trace).Add("started").For(sink);

        await sink.WriteAsync(batch, CancellationToken.None);

        List<Message<byte[], byte[]>> scored = broker.Read(topics.ScoredTopic!, 2);
        Assert.Equal(EventId.Of(batch.Positions[0]).ToString(), scored[0].Header("event.id"));
        Assert.Equal(JsonDocument.Parse(scored[1].Value).RootElement.GetProperty("event").GetProperty("id").GetString(), scored[1].Header("event.id"));
        Assert.Equal(Trace, scored[0].Header("traceparent"));
        Assert.Null(scored[1].Header("traceparent"));
    }

    [Fact]
    public async Task A_topic_that_is_not_wanted_gets_nothing()
    {
        await using var broker = new MockCluster(1);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender();
        await using var anomalies = new KafkaVerdictSink(producer, topics with { ScoredTopic = null });
        await using var scored = new KafkaVerdictSink(producer, topics with { AnomaliesTopic = null, Emit = Emit.Anomalies });

        await anomalies.WriteAsync(new VerdictBatch().Add("started").Add("boom", anomaly: true).For(anomalies), CancellationToken.None);
        Assert.Equal((0, 1), (broker.Count(topics.ScoredTopic!), broker.Count(topics.AnomaliesTopic!)));

        await scored.WriteAsync(new VerdictBatch().Add("started").Add("boom", anomaly: true).For(scored), CancellationToken.None);
        Assert.Equal((1, 1), (broker.Count(topics.ScoredTopic!), broker.Count(topics.AnomaliesTopic!)));
    }

    [Fact]
    public async Task Batches_that_overlap_and_find_the_queue_full_arrive_whole_and_in_order()
    {
        const int Batches = 20, Size = 100;
        await using var broker = new MockCluster(1);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender(new KafkaProducerOptions { MaxQueuedMessages = 50 });
        await using var sink = new KafkaVerdictSink(producer, topics);

        Task[] deliveries = [.. Enumerable.Range(0, Batches).Select(i => sink.WriteAsync(VerdictBatch.Of(sink, Size, first: i * Size), CancellationToken.None).AsTask())];
        Assert.True(producer.Queued <= 51);
        await Task.WhenAll(deliveries).WaitAsync(TimeSpan.FromSeconds(60));

        IEnumerable<string> ids = broker.Read(topics.ScoredTopic!, Batches * Size).Select(message => message.Header("event.id")!);
        Assert.Equal(Enumerable.Range(0, Batches * Size).Select(i => EventId.Of(new SourcePosition(new SourceStream("in/0", "kafka:in/0"), i, i + 1)).ToString()), ids);
        Assert.Equal(0, producer.Queued);
    }

    [Fact]
    public async Task A_verdict_larger_than_a_message_may_be_makes_its_record_a_dead_letter()
    {
        await using var broker = new MockCluster(1);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender(null, ("message.max.bytes", "10000"));
        await using var sink = new KafkaVerdictSink(producer, topics);
        RecordBatch batch = new VerdictBatch().Add("started").Add(new string('"', 5000)).Add("started").For(sink);

        await sink.WriteAsync(batch, CancellationToken.None);

        Assert.Equal(KafkaVerdictSink.TooLargeCode, Assert.Single(batch.Rejections).Code);
        Assert.Equal(RecordOutcome.DeadLettered, batch.Outcomes[1]);
        Assert.Equal(2, broker.Count(topics.ScoredTopic!));
    }

    [Fact]
    public async Task A_verdict_just_below_the_bound_is_sent()
    {
        await using var broker = new MockCluster(1);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender(null, ("message.max.bytes", "10000"), ("batch.size", "10000"));
        await using var sink = new KafkaVerdictSink(producer, topics);

        for (int length = 8000; length < 10_000; length += 50)
        {
            RecordBatch batch = new VerdictBatch().Add(new string('x', length), key: "k", traceParent: Trace).For(sink);
            if (batch.Rejections.Count > 0) return;
            await sink.WriteAsync(batch, CancellationToken.None);
        }
        Assert.Fail("No verdict was too large.");
    }

    [BrokerTheory(BrokerFeatures.AbsentTopics)]
    public async Task A_topic_that_does_not_exist_is_named_with_what_to_do(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        using KafkaProducer producer = broker.Sender(new KafkaProducerOptions { TopicPatience = TimeSpan.Zero }, ("topic.metadata.propagation.max.ms", "100"), ("allow.auto.create.topics", "false"));
        string nowhere = TestBroker.Unique("nowhere");
        await using var sink = new KafkaVerdictSink(producer, new KafkaSinkOptions { ScoredTopic = nowhere });

        SinkException failure = await Assert.ThrowsAsync<SinkException>(async () => await sink.WriteAsync(VerdictBatch.Of(sink, 3), CancellationToken.None));

        Assert.Contains($"topic {nowhere} does not exist", failure.Message, StringComparison.Ordinal);
        Assert.Contains("lad topics apply", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, producer.Counters.Produced);
    }

    [Fact]
    public async Task A_topic_that_may_not_be_written_is_named_with_what_to_do()
    {
        await using var broker = new MockCluster(1);
        await broker.CreateTopicAsync("nowhere", 1);
        using KafkaProducer producer = broker.Sender(null, ("message.timeout.ms", "5000"));
        await using var sink = new KafkaVerdictSink(producer, new KafkaSinkOptions { ScoredTopic = "nowhere" });
        const short Produce = 0;
        broker.FailNext(Produce, [.. Enumerable.Repeat((int)ErrorCode.TopicAuthorizationFailed, 10)]);

        SinkException failure = await Assert.ThrowsAsync<SinkException>(async () => await sink.WriteAsync(VerdictBatch.Of(sink, 3), CancellationToken.None));

        Assert.Contains("nowhere", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Grant", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, producer.Counters.Failed);
    }

    [Fact]
    public async Task Brokers_that_are_away_hold_batches_back_within_the_bound_and_get_all_of_them_afterwards()
    {
        const int Batches = 40, Size = 50;
        await using var broker = new MockCluster(1);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender(new KafkaProducerOptions { MaxQueuedMessages = 500 }, ("reconnect.backoff.max.ms", "100"));
        await using var sink = new KafkaVerdictSink(producer, topics);
        await sink.WriteAsync(VerdictBatch.Of(sink, Size), CancellationToken.None);
        broker.SetDown(1);

        Task[] deliveries = [.. Enumerable.Range(1, Batches).Select(i => sink.WriteAsync(VerdictBatch.Of(sink, Size, first: i * Size), CancellationToken.None).AsTask())];
        await Task.WhenAny(Task.WhenAll(deliveries), Task.Delay(TimeSpan.FromSeconds(3)));
        Assert.All(deliveries, delivery => Assert.False(delivery.IsCompleted));
        Assert.InRange(producer.Queued, 1, 501);
        broker.SetUp(1);
        await Task.WhenAll(deliveries).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((Batches + 1) * Size, broker.Count(topics.ScoredTopic!));
        Assert.Equal(0, producer.Counters.Failed);
    }

    [Fact]
    public async Task Who_gives_up_a_batch_is_let_go_at_once()
    {
        await using var broker = new MockCluster(1);
        KafkaSinkOptions topics = await TopicsAsync(broker);
        using KafkaProducer producer = broker.Sender(new KafkaProducerOptions { MaxQueuedMessages = 10 });
        await using var sink = new KafkaVerdictSink(producer, topics);
        using var abandon = new CancellationTokenSource();
        broker.SetDown(1);
        Task[] deliveries = [.. Enumerable.Range(0, 3).Select(i => sink.WriteAsync(VerdictBatch.Of(sink, 20, first: i * 20), abandon.Token).AsTask())];

        await abandon.CancelAsync();

        foreach (Task delivery in deliveries)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_said_at_once()
    {
        Assert.Single(new KafkaSinkOptions { ScoredTopic = null, AnomaliesTopic = null }.Validate());
        Assert.Single(new KafkaSinkOptions { ScoredTopic = "a", AnomaliesTopic = "a" }.Validate());
        Assert.Equal(2, new KafkaSinkOptions { ScoredTopic = "", AnomaliesTopic = "" }.Validate().Count());
        Assert.Equal(3, new KafkaProducerOptions { Linger = TimeSpan.FromDays(1), MaxQueuedBytes = 0, MaxQueuedMessages = 0 }.Validate().Count());
    }

    [Fact]
    public void A_property_that_the_client_does_not_take_is_named()
    {
        var options = new KafkaProducerOptions { Client = new KafkaClientOptions { Properties = new Dictionary<string, string> { ["acks"] = "many" } } };

        BusException failure = Assert.Throws<BusException>(() => new KafkaProducer(options));

        Assert.Equal(BusFault.Configuration, failure.Fault);
        Assert.Contains("acks", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<KafkaSinkOptions> TopicsAsync(IBroker broker)
    {
        var topics = new KafkaSinkOptions { ScoredTopic = TestBroker.Unique("scored"), AnomaliesTopic = TestBroker.Unique("anomalies") };
        await broker.CreateTopicAsync(topics.ScoredTopic, 1);
        await broker.CreateTopicAsync(topics.AnomaliesTopic, 1);
        return topics;
    }
}

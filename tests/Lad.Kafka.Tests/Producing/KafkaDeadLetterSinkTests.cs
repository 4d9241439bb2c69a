using System.Text.Json;
using Confluent.Kafka;
using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Consuming;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Tests.Producing;

public class KafkaDeadLetterSinkTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [BrokerTheory(BrokerFeatures.Headers)]
    public async Task A_dead_letter_is_the_record_as_it_came_with_all_else_in_headers(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string input = await InputAsync(broker);
        using KafkaProducer producer = broker.Sender();
        await using var sink = new KafkaDeadLetterSink(producer, new KafkaDeadLetterOptions());
        RecordBatch batch = new VerdictBatch(stream: $"{input}/3", first: 40).Add("fine").Reject("{\"torn", "json-truncated", "ends in a string", "host-1", Trace).Batch;

        await sink.WriteAsync(batch, CancellationToken.None);

        Message<byte[], byte[]> letter = Assert.Single(broker.Read($"{input}.dlq", 1));
        Assert.Equal(("host-1", "{\"torn"), (TopicReading.Text(letter.Key), TopicReading.Text(letter.Value)));
        Assert.Equal(
            [EventId.Of(batch.Positions[1]).ToString(), Trace, input, "3", "41", "json-truncated", "ends in a string", "1", "2026-11-21T01:02:03.000Z"],
            new[] { "event.id", "traceparent", "lad.topic", "lad.partition", "lad.offset", "lad.error.code", "lad.error.reason", "lad.attempt", "lad.observed" }.Select(letter.Header));
        Assert.Equal(1, broker.Count($"{input}.dlq"));
    }

    [BrokerTheory]
    public async Task Where_brokers_know_no_headers_a_dead_letter_is_an_envelope(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string input = await InputAsync(broker);
        using var producer = new KafkaProducer(new KafkaProducerOptions { Client = broker.Options(), Headers = false });
        await using var sink = new KafkaDeadLetterSink(producer, new KafkaDeadLetterOptions());

        await sink.WriteAsync(new VerdictBatch(stream: $"{input}/3", first: 40).Reject("{\"torn", "json-truncated", "ends in a string").Batch, CancellationToken.None);

        Message<byte[], byte[]> letter = Assert.Single(broker.Read($"{input}.dlq", 1));
        JsonElement envelope = JsonDocument.Parse(letter.Value).RootElement;
        Assert.Null(letter.Key);
        Assert.Equal("json-truncated", envelope.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("{\"torn"u8.ToArray(), envelope.GetProperty("lad").GetProperty("bytes").GetBytesFromBase64());
        Assert.Equal($"{input}/3", envelope.GetProperty("lad").GetProperty("stream").GetString());
        Assert.Equal(40, envelope.GetProperty("lad").GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task A_record_as_large_as_a_message_may_be_is_cut_to_make_room_for_its_headers()
    {
        await using var broker = new MockCluster(1);
        string input = await InputAsync(broker);
        using KafkaProducer producer = broker.Sender(null, ("message.max.bytes", "10000"));
        await using var sink = new KafkaDeadLetterSink(producer, new KafkaDeadLetterOptions());

        await sink.WriteAsync(new VerdictBatch(stream: $"{input}/0").Reject(new string('x', 10_000), "c", new string('r', 5000)).Reject("y", "c", "r").Batch, CancellationToken.None);

        List<Message<byte[], byte[]>> letters = broker.Read($"{input}.dlq", 2);
        Assert.InRange(letters[0].Value.Length, 7000, 9999);
        Assert.Equal("10000", letters[0].Header("lad.cut_from"));
        Assert.Null(letters[1].Header("lad.cut_from"));
    }

    [Fact]
    public async Task A_dead_letter_that_was_sent_again_and_failed_again_counts_its_attempts()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await broker.CreateTopicAsync($"{topic.Name}.dlq", 1);
        using (IProducer<byte[], byte[]> again = broker.Producer())
            await again.ProduceAsync(topic.Name, new Message<byte[], byte[]> { Value = "bad"u8.ToArray(), Headers = new Headers { { "lad.attempt", "2"u8.ToArray() } } });
        await using var reader = new SourceReader(topic.Grouped);
        RecordBatch batch = (await reader.ReadAsync())!;
        batch.Reject(0, "bad", "is bad");
        using KafkaProducer producer = broker.Sender();
        await using var sink = new KafkaDeadLetterSink(producer, new KafkaDeadLetterOptions());

        await sink.WriteAsync(batch, CancellationToken.None);

        Assert.Equal("3", Assert.Single(broker.Read($"{topic.Name}.dlq", 1)).Header("lad.attempt"));
    }

    [Fact]
    public async Task One_topic_can_take_the_dead_letters_of_all()
    {
        await using var broker = new MockCluster(1);
        using KafkaProducer producer = broker.Sender();
        await using var sink = new KafkaDeadLetterSink(producer, new KafkaDeadLetterOptions { Topic = "all" });

        await sink.WriteAsync(new VerdictBatch(stream: "a/0").Reject("1", "c", "r").Batch, CancellationToken.None);
        await sink.WriteAsync(new VerdictBatch(stream: "stdin").Reject("2", "c", "r").Batch, CancellationToken.None);

        Assert.Equal(2, broker.Count("all", 4));
    }

    private static async Task<string> InputAsync(IBroker broker)
    {
        string input = TestBroker.Unique("input");
        await broker.CreateTopicAsync($"{input}.dlq", 1);
        return input;
    }
}

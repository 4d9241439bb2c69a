using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Feedback;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Tests.Feedback;

/// <summary>
/// The mock cluster speaks the protocol of transactions, shows readers what was not committed, and does not fence by itself: what only a real broker proves needs ReadCommitted.
/// </summary>
public class KafkaFeedbackPublisherTests
{
    private const short EndTxn = 26;
    private const short InitProducerId = 22;
    private const short Produce = 0;

    [BrokerTheory]
    public async Task Entries_lie_on_the_topic_in_their_order_under_their_fingerprints(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using KafkaFeedbackPublisher publisher = FeedbackTopics.Publisher(broker, topic);

        Assert.Equal(0, await publisher.OpenAsync(default));
        await publisher.PublishAsync([FeedbackTopics.Entry(1, 0xabc), FeedbackTopics.Entry(2, 0xdef)], default);
        await publisher.PublishAsync([], default);
        await publisher.PublishAsync([FeedbackTopics.Entry(3, 0xabc)], default);

        List<Message<byte[], byte[]>> messages = broker.Read(topic, 3, isolation: IsolationLevel.ReadCommitted);
        Assert.Equal(["0000000000000abc", "0000000000000def", "0000000000000abc"], messages.Select(message => TopicReading.Text(message.Key)));
        Assert.Equal(FeedbackTopics.Entry(2, 0xdef), FeedbackJson.Read(messages[1].Value));
        Assert.Equal([1, 2, 3], FeedbackTopics.Sequences(broker, topic, 3));
    }

    [BrokerTheory]
    public async Task Who_opens_a_topic_is_told_its_latest_entry_whatever_lies_behind_it(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entries(1, 2, 40));
        await using KafkaFeedbackPublisher next = FeedbackTopics.Publisher(broker, topic);
        Assert.Equal(40, await next.OpenAsync(default));

        using IProducer<byte[], byte[]> producer = broker.Producer();
        await producer.SendAsync(topic, FeedbackMessage.Key(7), null);
        await producer.SendAsync(topic, [1], [2]);
        Assert.Equal(40, await next.OpenAsync(default));

        for (int i = 0; i < 600; i++) producer.Produce(topic, new Message<byte[], byte[]> { Value = Encoding.UTF8.GetBytes("{}") });
        producer.Flush(TimeSpan.FromSeconds(30));
        Assert.Equal(40, await next.OpenAsync(default));
        await next.PublishAsync(FeedbackTopics.Entries(41), default);
        Assert.Equal(41, await next.OpenAsync(default));
    }

    [BrokerTheory(BrokerFeatures.Transactions)]
    public async Task What_a_publisher_sent_that_was_killed_before_its_commit_is_there_once(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        FeedbackEntry[] all = FeedbackTopics.Entries(1, 2, 3, 4, 5, 6);
        await FeedbackTopics.PublishAsync(broker, topic, all[..3]);
        using IProducer<byte[], byte[]> killed = broker.Producer(new ProducerConfig { TransactionalId = KafkaFeedbackPublisher.TransactionalIdOf(topic) });
        killed.InitTransactions(TimeSpan.FromSeconds(20));
        killed.BeginTransaction();
        foreach (FeedbackEntry entry in all[3..5]) killed.Produce(topic, FeedbackMessage.Of(entry));
        killed.Flush(TimeSpan.FromSeconds(20));

        await using KafkaFeedbackPublisher next = FeedbackTopics.Publisher(broker, topic);
        long published = await next.OpenAsync(default);
        // The mock cluster knows nothing of isolation: there the two count as published, to all readers alike.
        Assert.Equal(broker.Features.HasFlag(BrokerFeatures.ReadCommitted) ? 3 : 5, published);
        await next.PublishAsync([.. all.Where(entry => entry.Statement.Sequence > published)], default);

        Assert.Equal([1, 2, 3, 4, 5, 6], FeedbackTopics.Sequences(broker, topic, 6));
    }

    [BrokerTheory(BrokerFeatures.Transactions | BrokerFeatures.ReadCommitted)]
    public async Task Who_opens_a_topic_keeps_earlier_publishers_from_writing(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using KafkaFeedbackPublisher first = FeedbackTopics.Publisher(broker, topic);
        await using KafkaFeedbackPublisher second = FeedbackTopics.Publisher(broker, topic);
        await first.OpenAsync(default);
        await second.OpenAsync(default);

        await Assert.ThrowsAsync<FeedbackException>(async () => await first.PublishAsync(FeedbackTopics.Entries(1), default));
        await second.PublishAsync(FeedbackTopics.Entries(1), default);

        Assert.Equal([1], FeedbackTopics.Sequences(broker, topic, 1));
    }

    [Fact]
    public async Task Who_was_fenced_says_so_and_has_to_open_again()
    {
        await using var broker = new MockCluster(1);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using KafkaFeedbackPublisher publisher = FeedbackTopics.Publisher(broker, topic);
        await publisher.OpenAsync(default);
        broker.FailNext(EndTxn, (int)ErrorCode.ProducerFenced);

        FeedbackException fenced = await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.PublishAsync(FeedbackTopics.Entries(1), default));

        Assert.Equal($"kafka:{topic}", fenced.Place);
        Assert.StartsWith($"kafka:{topic}: another process has published to it since", fenced.Message, StringComparison.Ordinal);
        FeedbackException closed = await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.PublishAsync(FeedbackTopics.Entries(1), default));
        Assert.Contains("opened first", closed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InitProducerId, (int)ErrorCode.TransactionalIdAuthorizationFailed, ".publisher. Grant this user Write and Describe on it")]
    [InlineData(InitProducerId, (int)ErrorCode.ClusterAuthorizationFailed, "Grant this user IdempotentWrite")]
    [InlineData(Produce, (int)ErrorCode.TopicAuthorizationFailed, "Grant this user Describe and Read (inputs, models) or Write (outputs) on it")]
    public async Task What_is_not_allowed_is_said_with_what_to_grant(short request, int error, string text)
    {
        await using var broker = new MockCluster(1);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using KafkaFeedbackPublisher publisher = FeedbackTopics.Publisher(broker, topic);
        broker.FailNext(request, error);

        FeedbackException refused = await Assert.ThrowsAsync<FeedbackException>(async () =>
        {
            await publisher.OpenAsync(default);
            await publisher.PublishAsync(FeedbackTopics.Entries(1), default);
        });

        Assert.Contains(text, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_missing_or_has_several_partitions_is_refused_with_what_to_do()
    {
        await using var broker = new MockCluster(1);
        await using KafkaFeedbackPublisher nowhere = FeedbackTopics.Publisher(broker, "nowhere");
        FeedbackException missing = await Assert.ThrowsAsync<FeedbackException>(async () => await nowhere.OpenAsync(default));
        Assert.StartsWith("kafka:nowhere: topic nowhere does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("lad topics apply", missing.Message, StringComparison.Ordinal);

        await using KafkaFeedbackPublisher wide = FeedbackTopics.Publisher(broker, await FeedbackTopics.CreateAsync(broker, partitions: 2));
        FeedbackException several = await Assert.ThrowsAsync<FeedbackException>(async () => await wide.OpenAsync(default));
        Assert.Contains("has 2 partitions, but feedback needs one", several.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brokers_that_go_away_are_said_and_once_they_are_back_each_entry_is_there_once()
    {
        await using var broker = new MockCluster(1);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using var publisher = new KafkaFeedbackPublisher(topic, FeedbackTopics.Client(broker), transactions: true, TimeProvider.System) { Deadline = TimeSpan.FromSeconds(1) };
        await publisher.OpenAsync(default);
        await publisher.PublishAsync(FeedbackTopics.Entries(1), default);

        broker.SetDown(1);
        await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.PublishAsync(FeedbackTopics.Entries(2, 3), default));
        FeedbackException away = await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.OpenAsync(default));
        Assert.Contains(broker.BootstrapServers, away.Message, StringComparison.Ordinal);
        broker.SetUp(1);

        long published = await publisher.OpenAsync(default);
        await publisher.PublishAsync([.. FeedbackTopics.Entries(2, 3, 4).Where(entry => entry.Statement.Sequence > published)], default);
        Assert.Equal([1, 2, 3, 4], FeedbackTopics.Sequences(broker, topic, 4));
    }

    [Fact]
    public async Task Without_transactions_entries_are_sent_one_after_the_other()
    {
        await using var broker = new MockCluster(1);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using var publisher = new KafkaFeedbackPublisher(topic, FeedbackTopics.Client(broker), transactions: false, TimeProvider.System);
        Assert.Equal(0, await publisher.OpenAsync(default));
        await publisher.PublishAsync(FeedbackTopics.Entries(1), default);
        broker.FailNext(Produce, (int)ErrorCode.TopicAuthorizationFailed);

        await Assert.ThrowsAsync<FeedbackException>(async () => await publisher.PublishAsync(FeedbackTopics.Entries(2, 3), default));

        Assert.Equal(1, await publisher.OpenAsync(default));
        await publisher.PublishAsync(FeedbackTopics.Entries(2, 3), default);
        Assert.Equal([1, 2, 3], FeedbackTopics.Sequences(broker, topic, 3));
    }
}

using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Feedback;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Tests.Feedback;

public class KafkaFeedbackFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [BrokerTheory]
    public async Task A_feed_tells_first_what_is_in_force_then_that_it_caught_up_then_what_changes(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entry(1, 0xa), FeedbackTopics.Entry(2, 0xb), FeedbackTopics.Entry(3, 0xa));
        await using var feed = new Reading(FeedbackTopics.Feed(broker, topic));

        Assert.Equal("State b 2", await feed.NextAsync());
        Assert.Equal("State a 3", await feed.NextAsync());
        Assert.Equal("CaughtUp", await feed.NextAsync());

        await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entry(4, 0xb), FeedbackTopics.Entry(5, 0xb));
        Assert.Equal("State b 4", await feed.NextAsync());
        Assert.Equal("State b 5", await feed.NextAsync());
    }

    [BrokerTheory]
    public async Task A_feed_of_an_empty_topic_says_at_once_that_it_caught_up(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await using var feed = new Reading(FeedbackTopics.Feed(broker, topic));
        Assert.Equal("CaughtUp", await feed.NextAsync());
    }

    [BrokerTheory(BrokerFeatures.Transactions | BrokerFeatures.ReadCommitted)]
    public async Task What_was_never_committed_is_not_seen(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = await FeedbackTopics.CreateAsync(broker);
        using (IProducer<byte[], byte[]> killed = broker.Producer(new ProducerConfig { TransactionalId = KafkaFeedbackPublisher.TransactionalIdOf(topic) }))
        {
            killed.InitTransactions(TimeSpan.FromSeconds(20));
            killed.BeginTransaction();
            killed.Produce(topic, FeedbackMessage.Of(FeedbackTopics.Entry(1, 0xa)));
            killed.Flush(TimeSpan.FromSeconds(20));
            await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entry(1, 0xb));
        }
        await using var feed = new Reading(FeedbackTopics.Feed(broker, topic));
        Assert.Equal("State b 1", await feed.NextAsync());
        Assert.Equal("CaughtUp", await feed.NextAsync());
    }

    [Fact]
    public async Task What_is_no_entry_is_refused_with_its_offset_and_what_is_known_stays()
    {
        await using var broker = new MockCluster();
        string topic = await FeedbackTopics.CreateAsync(broker);
        await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entry(1, 0xa));
        using IProducer<byte[], byte[]> producer = broker.Producer();
        // A transaction's end may have an offset of its own.
        long offset = (await producer.SendAsync(topic, FeedbackMessage.Key(0xa), Encoding.UTF8.GetBytes("{"))).Offset.Value;
        await using var feed = new Reading(FeedbackTopics.Feed(broker, topic));
        Assert.StartsWith($"Refused kafka:{topic}[0]@{offset}: the entry cannot be understood", await feed.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("State a 1", await feed.NextAsync());
        Assert.Equal("CaughtUp", await feed.NextAsync());

        await producer.SendAsync(topic, null, [1]);
        Assert.EndsWith("its key is no fingerprint of 16 hexadecimal digits", await feed.NextAsync(), StringComparison.Ordinal);
        await producer.SendAsync(topic, FeedbackMessage.Key(0xb), FeedbackJson.Write(FeedbackTopics.Entry(2, 0xa)));
        Assert.Contains("but its key is 000000000000000b", await feed.NextAsync(), StringComparison.Ordinal);
        await producer.SendAsync(topic, FeedbackMessage.Key(0xb), new byte[FeedbackJson.MaxBytes + 1]);
        Assert.Contains($"but an entry has {FeedbackJson.MaxBytes} at most", await feed.NextAsync(), StringComparison.Ordinal);
        await producer.SendAsync(topic, FeedbackMessage.Key(0xa), null);
        Assert.Equal("State a 0 empty", await feed.NextAsync());
    }

    [Fact]
    public async Task A_feed_says_once_that_the_brokers_are_away_and_goes_on_when_they_are_back()
    {
        await using var broker = new MockCluster(brokers: 1);
        string topic = await FeedbackTopics.CreateAsync(broker);
        await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entry(1, 0xa));
        await using var feed = new Reading(FeedbackTopics.Feed(broker, topic));
        Assert.Equal("State a 1", await feed.NextAsync());
        Assert.Equal("CaughtUp", await feed.NextAsync());

        broker.SetDown(1);
        Assert.StartsWith("Interrupted kafka:" + topic, await feed.NextAsync(), StringComparison.Ordinal);
        broker.SetUp(1);
        await FeedbackTopics.PublishAsync(broker, topic, FeedbackTopics.Entry(2, 0xb));
        // The client may name its trouble twice, first the connection and then that no broker is left; never the same one again.
        string next = await feed.NextAsync();
        Assert.Equal("State b 2", next.StartsWith("Interrupted", StringComparison.Ordinal) ? await feed.NextAsync() : next);
    }

    [Fact]
    public async Task A_feed_waits_for_a_topic_that_is_not_there_yet()
    {
        await using var broker = new MockCluster(brokers: 1);
        await using var feed = new Reading(FeedbackTopics.Feed(broker, "later"));
        string missing = await feed.NextAsync();
        Assert.StartsWith("Interrupted kafka:later: topic later does not exist", missing, StringComparison.Ordinal);
        Assert.Contains("lad topics apply", missing, StringComparison.Ordinal);

        await broker.CreateTopicAsync("later", 1);
        await FeedbackTopics.PublishAsync(broker, "later", FeedbackTopics.Entry(1, 0xa));
        Assert.Equal("State a 1", await feed.NextAsync());
        Assert.Equal("CaughtUp", await feed.NextAsync());
    }

    [Fact]
    public async Task A_client_that_refuses_its_configuration_ends_the_watch()
    {
        var client = new KafkaClientOptions { Properties = new Dictionary<string, string> { ["no.such.property"] = "1" } };
        await using var feed = new Reading(new KafkaFeedbackFeed("feedback", client, TimeProvider.System));
        FeedbackException refused = await Assert.ThrowsAsync<FeedbackException>(feed.NextAsync);
        Assert.Contains("no.such.property", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Reading : IAsyncDisposable
    {
        private readonly CancellationTokenSource end = new(Patience);
        private readonly IAsyncEnumerator<FeedbackChange> changes;

        public Reading(KafkaFeedbackFeed feed) => changes = feed.WatchAsync(end.Token).GetAsyncEnumerator(end.Token);

        public async Task<string> NextAsync()
        {
            Assert.True(await changes.MoveNextAsync());
            return changes.Current switch
            {
                { State: { } state } => $"State {state.Fingerprint:x} {state.Sequence}{(state.IsEmpty ? " empty" : "")}",
                { Fault: { } fault } change => $"{change.Kind} {fault.Message}",
                var change => $"{change.Kind}",
            };
        }

        public async ValueTask DisposeAsync()
        {
            await changes.DisposeAsync();
            end.Dispose();
        }
    }
}

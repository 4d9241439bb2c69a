using System.Text.Json;
using Confluent.Kafka;
using Lad.Kafka.Producing;
using Lad.Kafka.Producing.Transactions;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Consuming;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Tests.Producing;

/// <summary>
/// The mock cluster speaks the protocol of transactions, and answers with the errors it is told to. It checks the offsets that it gets in transactions and does not keep them, shows readers what was
/// aborted, and does not fence by itself: that nothing is scored twice over a rebalance, that aborted verdicts stay unseen, and that a restarted process fences and aborts what it had
/// left open, is proved by a real broker alone (the tests that need ReadCommitted).
/// </summary>
public class KafkaTransactionsTests
{
    private const short EndTxn = 26;
    private const short TxnOffsetCommit = 28;
    private const short Produce = 0;
    private static readonly KafkaTransactionOptions Seldom = new() { CommitInterval = TimeSpan.FromMinutes(1) };

    [BrokerTheory(BrokerFeatures.Transactions)]
    public async Task Verdicts_dead_letters_and_offsets_are_committed_together(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 2);
        await topic.ProduceAsync(Enumerable.Range(0, 3000).Select(i => i % 100 == 0 ? $"bad {i}" : $"{i}"));
        await using (var scorer = new ExactlyOnceScorer(broker, topic, topics, new KafkaTransactionOptions { CommitRecords = 500 }))
        {
            await scorer.RunAsync(() => scorer.Delivered >= 3000 && scorer.Committed.Values.Sum() == 3000);
            Assert.True(scorer.Producer.Counters.TransactionsCommitted > 3);
            Assert.Equal(0, scorer.Producer.Counters.TransactionsAborted);
            Assert.Equal(3000, scorer.Producer.Counters.Produced);
        }

        if (broker.Features.HasFlag(BrokerFeatures.ReadCommitted)) Assert.Equal(3000, topic.Committed().Sum());
        Assert.Equal(Enumerable.Range(0, 3000).Where(i => i % 100 != 0), Verdicts(broker, topics, 2970).Order());
        Assert.Equal(30, broker.Read($"{topic.Name}.dlq", 30, isolation: IsolationLevel.ReadCommitted).Count);
    }

    [BrokerTheory(BrokerFeatures.Transactions)]
    public async Task Offsets_wait_for_their_transaction_and_a_stop_commits_it(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 1);
        await topic.ProduceAsync(0, 300);
        var scorer = new ExactlyOnceScorer(broker, topic, topics, Seldom);
        await scorer.RunAsync(() => scorer.Delivered == 300);
        Assert.Empty(scorer.Committed);

        await scorer.DisposeAsync();

        Assert.Equal(300, scorer.Committed[0]);
        Assert.Equal(1, scorer.Producer.Counters.TransactionsCommitted);
        Assert.Equal(Enumerable.Range(0, 300), Verdicts(broker, topics, 300));
    }

    [BrokerTheory(BrokerFeatures.Transactions)]
    public async Task Giving_a_partition_up_commits_first_what_was_delivered_of_it(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 2);
        await topic.ProduceAsync(0, 400);
        await using var first = new ExactlyOnceScorer(broker, topic, topics, Seldom, "first");
        await using var second = new ExactlyOnceScorer(broker, topic, topics, Seldom, "second");
        await first.RunAsync(() => first.Delivered == 400);
        Assert.Empty(first.Committed);

        bool shared = false;
        Task going = first.RunAsync(() => shared);
        Task joining = second.RunAsync(() => shared);
        await second.Events.WaitForAsync("assigned 1");
        shared = true;
        await Task.WhenAll(going, joining);

        Assert.Contains("revoked", first.Events.All);
        Assert.Contains(200, first.Committed.Values);
        Assert.Equal(0, first.Producer.Counters.TransactionsAborted);
    }

    [BrokerTheory(BrokerFeatures.Transactions | BrokerFeatures.ReadCommitted)]
    public async Task Nothing_is_scored_twice_when_a_partition_changes_hands(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 2);
        await topic.ProduceAsync(0, 400);
        await using var first = new ExactlyOnceScorer(broker, topic, topics, Seldom, "first");
        await using var second = new ExactlyOnceScorer(broker, topic, topics, Seldom, "second");
        await first.RunAsync(() => first.Delivered == 400);

        bool both = false;
        Task going = first.RunAsync(() => both);
        Task joining = second.RunAsync(() => both);
        await second.Events.WaitForAsync("assigned 1");
        await topic.ProduceAsync(400, 400);
        await Eventually.HoldsAsync(() => first.Delivered + second.Delivered >= 800, () => $"{first.Delivered} and {second.Delivered} of 800 records are delivered");
        both = true;
        await Task.WhenAll(going, joining);

        Assert.Equal(800, first.Delivered + second.Delivered);
        Assert.Equal(0, first.Producer.Counters.TransactionsAborted + second.Producer.Counters.TransactionsAborted);
    }

    [Theory]
    [InlineData(TxnOffsetCommit, (int)ErrorCode.IllegalGeneration)]
    [InlineData(Produce, (int)ErrorCode.InvalidRequiredAcks)]
    public async Task What_may_succeed_another_time_is_aborted_and_read_again(short request, int error)
    {
        await using var broker = new MockCluster(1);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 1);
        await topic.ProduceAsync(0, 1000);
        broker.FailNext(request, error);
        await using var scorer = new ExactlyOnceScorer(broker, topic, topics, new KafkaTransactionOptions { CommitRecords = 200 });

        await scorer.RunAsync(() => scorer.Committed.Values.Sum() == 1000);

        Assert.True(scorer.Producer.Counters.TransactionsAborted >= 1);
        Assert.Contains("rewound", scorer.Events.All);
        // What was aborted is there too, for the mock's readers.
        Assert.Equal(Enumerable.Range(0, 1000), Verdicts(broker, topics, (int)broker.Count(topics.ScoredTopic!)).Distinct().Order());
    }

    [Fact]
    public async Task What_passes_by_itself_is_tried_again()
    {
        await using var broker = new MockCluster(1);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 1);
        await topic.ProduceAsync(0, 500);
        broker.FailNext(EndTxn, (int)ErrorCode.GroupLoadInProgress, (int)ErrorCode.NotCoordinatorForGroup);
        broker.FailNext(TxnOffsetCommit, (int)ErrorCode.RequestTimedOut);
        await using var scorer = new ExactlyOnceScorer(broker, topic, topics);

        await scorer.RunAsync(() => scorer.Committed.Values.Sum() == 500);

        Assert.Equal(0, scorer.Producer.Counters.TransactionsAborted);
        Assert.Equal(500, broker.Count(topics.ScoredTopic!));
    }

    [Fact]
    public async Task Who_is_fenced_ends_and_says_why()
    {
        await using var broker = new MockCluster(1);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 1);
        await topic.ProduceAsync(0, 500);
        broker.FailNext(EndTxn, (int)ErrorCode.ProducerFenced);
        var scorer = new ExactlyOnceScorer(broker, topic, topics);

        SinkException failure = await Assert.ThrowsAsync<SinkException>(() => scorer.RunAsync(() => false));

        Assert.Contains(KafkaTransactionOptions.IdOf(topic.Group, "one"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("another process", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SinkException>(async () => await scorer.DisposeAsync());
        scorer.Producer.Dispose();
    }

    [Fact]
    public async Task What_can_never_succeed_ends_the_run_and_commits_nothing()
    {
        await using var broker = new MockCluster(1);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 1);
        await topic.ProduceAsync(0, 100);
        broker.FailNext(Produce, (int)ErrorCode.TopicAuthorizationFailed);
        var scorer = new ExactlyOnceScorer(broker, topic, topics);

        SinkException failure = await Assert.ThrowsAsync<SinkException>(() => scorer.RunAsync(() => false));

        Assert.Contains(topics.ScoredTopic!, failure.Message, StringComparison.Ordinal);
        await scorer.DisposeAsync();
        Assert.Empty(scorer.Committed);
    }

    /// <summary>For a real broker: the first scorer's transaction stays open as a killed process leaves it; the second one has its name.</summary>
    [BrokerTheory(BrokerFeatures.Transactions | BrokerFeatures.ReadCommitted)]
    public async Task A_killed_process_leaves_nothing_that_a_reader_of_committed_messages_sees(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        (SourceTopic topic, KafkaSinkOptions topics) = await TopicsAsync(broker, 1);
        await topic.ProduceAsync(0, 300);
        var killed = new ExactlyOnceScorer(broker, topic, topics, Seldom);
        await killed.RunAsync(() => killed.Delivered == 300);

        await using (var next = new ExactlyOnceScorer(broker, topic, topics))
        {
            await next.RunAsync(() => topic.Committed().Sum() == 300);
            Assert.Equal(300, next.Delivered);
        }

        await topic.ProduceAsync(300, 1);
        await Assert.ThrowsAsync<SinkException>(() => killed.RunAsync(() => false));
        await Assert.ThrowsAsync<SinkException>(async () => await killed.DisposeAsync());
        killed.Producer.Dispose();
        Assert.Equal(Enumerable.Range(0, 300), Verdicts(broker, topics, 300));
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_said_at_once()
    {
        Assert.Equal(3, new KafkaTransactionOptions { CallDeadline = TimeSpan.Zero, CommitInterval = TimeSpan.Zero, CommitRecords = 0 }.Validate().Count());
        Assert.Equal(2, new KafkaProducerOptions { TransactionalId = "t", Headers = false, TransactionTimeout = TimeSpan.Zero }.Validate().Count());
    }

    private static IEnumerable<int> Verdicts(IBroker broker, KafkaSinkOptions topics, int count) =>
        broker.Read(topics.ScoredTopic!, count, isolation: IsolationLevel.ReadCommitted)
            .Select(message => int.Parse(JsonDocument.Parse(message.Value).RootElement.GetProperty("message").GetString()!, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<(SourceTopic Topic, KafkaSinkOptions Topics)> TopicsAsync(IBroker broker, int partitions)
    {
        SourceTopic topic = await SourceTopic.CreateAsync(broker, partitions);
        var topics = new KafkaSinkOptions { ScoredTopic = TestBroker.Unique("scored"), AnomaliesTopic = null };
        await broker.CreateTopicAsync(topics.ScoredTopic, 1);
        await broker.CreateTopicAsync($"{topic.Name}.dlq", 1);
        return (topic, topics);
    }
}

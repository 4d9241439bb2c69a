using System.Collections.Concurrent;
using Confluent.Kafka;
using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Tests.Consuming;

public class OffsetTransactionsTests
{
    [BrokerTheory]
    public async Task Offsets_are_handed_over_and_not_committed(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 100);
        var transactions = new RecordedTransactions();
        await using (var reader = new SourceReader(topic.Grouped, transactions))
        {
            await reader.AcknowledgeAsync((await reader.ReadAsync(10))!);
            await reader.AcknowledgeAsync((await reader.ReadAsync(10))!);
            await reader.ReadAsync(10);
        }

        Assert.Contains("joined", transactions.Calls);
        Assert.Equal(["10", "20", "revoking False"], transactions.Calls.Where(call => call != "joined"));
        Assert.Equal([-1001], topic.Committed());
    }

    [BrokerTheory]
    public async Task Rewound_it_reads_again_from_what_was_committed_and_ignores_what_was_under_way(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 200);
        await using (var before = new SourceReader(topic.Grouped))
        {
            while (before.Records.Count(record => record.Position.Stream.Name.EndsWith("/0", StringComparison.Ordinal)) < 100) await before.AcknowledgeAsync((await before.ReadAsync(1))!);
        }
        IReadOnlyList<long> committed = topic.Committed();
        var transactions = new RecordedTransactions();
        await using var reader = new SourceReader(topic.Grouped, transactions);
        int expected = 200 - (int)committed.Where(offset => offset > 0).Sum();
        await topic.ProduceAsync(200, 50);
        List<RecordBatch> batches = await reader.ReadUntilAsync(expected + 50, acknowledge: false);
        List<ReadRecord> first = [.. reader.Records];
        reader.Records.Clear();

        await reader.Source.RewindAsync().WaitAsync(TimeSpan.FromSeconds(30));
        foreach (RecordBatch batch in batches) await reader.AcknowledgeAsync(batch);
        await reader.ReadUntilAsync(expected + 50);

        Assert.Equal(first.Select(record => record.Text).Order(), reader.Texts.Order());
        Assert.Empty(first.Select(record => record.Position.Stream).Intersect(reader.Records.Select(record => record.Position.Stream)));
        Assert.All(transactions.Streams, stream => Assert.Contains(stream, reader.Records.Select(record => record.Position.Stream)));
        Assert.Equal(1, reader.Source.KafkaCounters.Rewinds);
    }

    private sealed class RecordedTransactions : IOffsetTransactions
    {
        public ConcurrentQueue<string> Calls { get; } = [];

        public ConcurrentQueue<PartitionStream> Streams { get; } = [];

        public void Joined(IConsumerGroupMetadata group) => Calls.Enqueue("joined");

        public void Acknowledged(PartitionStream stream, long next)
        {
            Streams.Enqueue(stream);
            Calls.Enqueue($"{next}");
        }

        public void Revoking(IReadOnlyList<PartitionStream> streams, bool drained, TimeSpan within) => Calls.Enqueue($"revoking {drained}");

        public void Lost(IReadOnlyList<PartitionStream> streams) => Calls.Enqueue("lost");
    }
}

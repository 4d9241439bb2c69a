using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Tests.Consuming;

public class KafkaSourceTests
{
    [BrokerTheory]
    public async Task All_records_come_once_and_in_order_within_their_partition(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 3);
        await topic.ProduceAsync(0, 3000);
        await using var reader = new SourceReader(topic.Grouped);

        await reader.ReadUntilAsync(3000);

        Assert.Equal(Enumerable.Range(0, 3000), reader.Texts.Select(int.Parse).Order());
        foreach (IGrouping<SourceStream, ReadRecord> stream in reader.Records.GroupBy(record => record.Position.Stream))
        {
            Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), stream.Select(record => record.Position.Offset));
            Assert.Equal($"kafka:{stream.Key.Name}", stream.Key.Identity);
        }
        Assert.Equal(3000, reader.Source.KafkaCounters.Received);
        Assert.Equal(3000, reader.Source.Counters.Records);
    }

    [BrokerTheory]
    public async Task A_record_of_a_slow_stream_does_not_wait_for_others(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(["first"]);
        await using var reader = new SourceReader(topic.Grouped);

        RecordBatch? batch = await reader.ReadAsync();
        await topic.ProduceAsync(["second"]);
        RecordBatch? next = await reader.ReadAsync();

        Assert.Equal(1, batch!.Count);
        Assert.Equal(1, next!.Count);
        Assert.Equal(["first", "second"], reader.Texts);
    }

    [BrokerTheory(BrokerFeatures.Headers | BrokerFeatures.Timestamps)]
    public async Task Key_trace_and_time_come_with_the_record(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        using (IProducer<byte[], byte[]> producer = broker.Producer())
        {
            await producer.ProduceAsync(topic.Name, new Message<byte[], byte[]>
            {
                Key = "k"u8.ToArray(),
                Value = "v"u8.ToArray(),
                Headers = new Headers { { "other", [1] }, { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8.ToArray() } },
                Timestamp = new Timestamp(1_700_000_000_000, TimestampType.CreateTime),
            });
            await producer.ProduceAsync(topic.Name, new Message<byte[], byte[]> { Value = null! });
        }
        await using var reader = new SourceReader(topic.Grouped);

        await reader.ReadUntilAsync(2);

        Assert.Equal("k", reader.Records[0].Key);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", reader.Records[0].TraceParent);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000).UtcTicks, reader.Records[0].TimeTicks);
        Assert.Null(reader.Records[1].Key);
        Assert.Equal("", reader.Records[1].Text);
    }

    [BrokerTheory]
    public async Task Only_the_acknowledged_prefix_is_committed_and_the_rest_comes_again_with_the_same_ids(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 100);
        List<EventId> before;
        await using (var reader = new SourceReader(topic.Grouped))
        {
            await reader.AcknowledgeAsync((await reader.ReadAsync(30))!);
            while (reader.Records.Count < 100) await reader.ReadAsync(30);
            before = [.. reader.Records.Select(record => EventId.Of(record.Position))];
            await Eventually.HoldsAsync(() => topic.Committed()[0] == 30, () => $"committed {topic.Committed()[0]}");
        }
        Assert.Equal([30], topic.Committed());

        await using var next = new SourceReader(topic.Grouped);
        await next.ReadUntilAsync(70);

        Assert.Equal(Enumerable.Range(30, 70).Select(i => $"{i}"), next.Texts);
        Assert.Equal(before[30..], next.Records.Select(record => EventId.Of(record.Position)));
    }

    [BrokerTheory]
    public async Task Disposing_commits_what_was_acknowledged_and_leaves_the_group(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 200);
        await using (var reader = new SourceReader(topic.Grouped with { CommitInterval = TimeSpan.FromHours(1) }))
            await reader.ReadUntilAsync(200);

        Assert.Equal([100, 100], topic.Committed());
        await using var next = new SourceReader(topic.Grouped);
        await topic.ProduceAsync(["new"]);
        await next.ReadUntilAsync(1);
        Assert.Equal(["new"], next.Texts);
    }

    [BrokerTheory]
    public async Task A_bounded_source_ends_where_partitions_ended_when_it_began(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 3);
        await topic.ProduceAsync(0, 500, partition: 1);
        await using var reader = new SourceReader(topic.Grouped with { StopAtEnd = true });
        await reader.ReadAsync(1);
        await topic.ProduceAsync(500, 100);

        while (await reader.ReadAsync() is { } batch) await reader.AcknowledgeAsync(batch);

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), reader.Texts);
    }

    [BrokerTheory]
    public async Task Without_a_group_all_partitions_are_read_and_nothing_is_committed(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 3);
        await topic.ProduceAsync(0, 300);
        await using var reader = new SourceReader(topic.Alone with { StopAtEnd = true, Start = SourceStart.Last(10) });

        while (await reader.ReadAsync() is { } batch) await reader.AcknowledgeAsync(batch);

        Assert.Equal(Enumerable.Range(270, 30), reader.Texts.Select(int.Parse).Order());
    }

    [BrokerTheory]
    public async Task Without_a_group_reading_goes_on_at_the_end(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 10);
        await using var reader = new SourceReader(topic.Alone with { Start = SourceStart.Earliest });
        await reader.ReadUntilAsync(10);
        await topic.ProduceAsync(10, 10);
        await reader.ReadUntilAsync(20);

        Assert.Equal(Enumerable.Range(0, 20), reader.Texts.Select(int.Parse).Order());
    }

    [BrokerTheory]
    public async Task Held_back_longer_than_the_poll_interval_it_stays_in_its_group_and_bounded(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 20_000);
        KafkaSourceOptions options = topic.Grouped with { HighWatermarkRecords = 1000, LowWatermarkRecords = 100, SessionTimeout = TimeSpan.FromSeconds(6) };
        options = options with { Client = options.Client with { Properties = new Dictionary<string, string>(options.Client.Properties) { ["max.poll.interval.ms"] = "7000" } } };
        await using var reader = new SourceReader(options);
        await reader.ReadAsync(1);
        await reader.Events.WaitForAsync("paused");
        Assert.InRange(reader.Source.Buffered, 1, 3000);

        // What is awaited is that something does not happen: time has to pass.
        await Task.Delay(TimeSpan.FromSeconds(10));
        await reader.ReadUntilAsync(20_000);

        Assert.Equal(Enumerable.Range(0, 20_000), reader.Texts.Select(int.Parse).Order());
        Assert.DoesNotContain(reader.Events.All, text => text.StartsWith("lost", StringComparison.Ordinal) || text.StartsWith("revoked", StringComparison.Ordinal));
        Assert.Contains("resumed", reader.Events.All);
        Assert.Single(reader.Records.GroupBy(record => record.Position.Stream.Name).First().Select(record => record.Position.Stream).Distinct());
    }
}

using System.Collections.Concurrent;
using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Tests.Consuming;

public class RebalanceTests
{
    private const short HeartbeatRequest = 12;
    private const int UnknownMember = 25;

    [BrokerTheory]
    public Task Revoked_partition_is_waited_for_and_committed(BrokerKind kind) => WhereCommitsAreTakenAsync(kind, IsWaitedForAndCommittedAsync);

    // The mock cluster may begin another rebalance while a member gives a partition up, and takes no commit from then on, as a broker would until the generation ends: that says nothing of the member.
    private static async Task WhereCommitsAreTakenAsync(BrokerKind kind, Func<BrokerKind, Task<bool>> holds)
    {
        int attempts = kind == BrokerKind.Mock ? 6 : 1;
        while (!await holds(kind)) Assert.True(--attempts > 0, "Commits were refused in each attempt.");
    }

    private static bool WasRefused(SourceReader reader) => reader.Events.All.Any(text => text.StartsWith("commit failed True", StringComparison.Ordinal));

    private static async Task<bool> IsWaitedForAndCommittedAsync(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 200);
        await using var first = new SourceReader(topic.Grouped);
        List<RecordBatch> inFlight = await first.ReadUntilAsync(200, acknowledge: false);
        await using var second = new SourceReader(topic.Grouped);
        Task<RecordBatch?> reading = second.ReadAsync();
        await Eventually.HoldsAsync(() => first.Records.Any(record => !((PartitionStream)record.Position.Stream).IsOpen), () => "a partition is given up");
        Assert.DoesNotContain(first.Events.All, text => text.StartsWith("revoked", StringComparison.Ordinal));

        foreach (RecordBatch batch in inFlight) await first.AcknowledgeAsync(batch);
        await first.Events.WaitForAsync("revoked");

        Assert.Contains("revoked", first.Events.All);
        if (kind == BrokerKind.Mock && WasRefused(first)) return false;
        Assert.DoesNotContain(first.Events.All, text => text.StartsWith("commit failed", StringComparison.Ordinal));
        Assert.Contains(100L, topic.Committed());
        await topic.ProduceAsync(200, 2);
        await reading;
        Assert.All(second.Records, record => Assert.InRange(int.Parse(record.Text), 200, 201));
        return true;
    }

    [BrokerTheory]
    public async Task Revoked_partition_commits_only_what_was_delivered_and_later_acknowledgements_are_ignored(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 100, partition: 0);
        await topic.ProduceAsync(0, 100, partition: 1);
        await using var first = new SourceReader(topic.Grouped with { DrainDeadline = TimeSpan.FromSeconds(1) });
        List<RecordBatch> batches = [];
        while (first.Records.Count < 200) batches.Add((await first.ReadAsync(10))!);
        // The first three batches are delivered, the rest hangs.
        foreach (RecordBatch batch in batches[..3]) await first.AcknowledgeAsync(batch);
        var delivered = first.Records[..30].GroupBy(record => record.Position.Stream.Name).ToDictionary(stream => stream.Key, stream => stream.Max(record => record.Position.Next));

        await using var second = new SourceReader(topic.Grouped);
        await second.ReadAsync();
        await first.Events.WaitForAsync("revoked undrained");
        foreach (RecordBatch batch in batches[3..]) await first.AcknowledgeAsync(batch);

        Assert.True(first.Source.KafkaCounters.StaleAcknowledgements > 0);
        ReadRecord taken = second.Records[0];
        Assert.Equal(delivered.GetValueOrDefault(taken.Position.Stream.Name), taken.Position.Offset);
        Assert.Contains(EventId.Of(taken.Position), first.Records.Select(record => EventId.Of(record.Position)));
    }

    [Fact]
    public async Task Lost_partitions_commit_nothing_and_their_records_come_again_with_the_same_ids()
    {
        await using var broker = new MockCluster();
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 100);
        await using var reader = new SourceReader(topic.Grouped with { SessionTimeout = TimeSpan.FromSeconds(6) });
        List<RecordBatch> batches = await reader.ReadUntilAsync(100, acknowledge: false);
        List<ReadRecord> before = [.. reader.Records];

        broker.FailNext(HeartbeatRequest, UnknownMember);
        await reader.Events.WaitForAsync("lost");
        foreach (RecordBatch batch in batches) await reader.AcknowledgeAsync(batch);

        Assert.True(reader.Source.KafkaCounters.StaleAcknowledgements > 0);
        Assert.Equal([-1001, -1001], topic.Committed());
        reader.Records.Clear();
        await reader.ReadUntilAsync(100);
        Assert.Equal(before.Select(record => EventId.Of(record.Position)).OrderBy(id => id.ToString()), reader.Records.Select(record => EventId.Of(record.Position)).OrderBy(id => id.ToString()));
        Assert.Empty(before.Select(record => record.Position.Stream).Intersect(reader.Records.Select(record => record.Position.Stream)));
        await Eventually.HoldsAsync(() => topic.Committed().SequenceEqual([50L, 50L]), () => string.Join(' ', topic.Committed()));
    }

    [BrokerTheory]
    public async Task Members_that_come_and_go_lose_nothing_and_double_nothing(BrokerKind kind)
    {
        const int Partitions = 6;
        const int Total = 12_000;
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, Partitions);
        var random = new Random(20261121);
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < Total; i += 300)
            {
                await topic.ProduceAsync(i, 300);
                await Task.Delay(100);
            }
        });
        var seen = new ConcurrentQueue<ReadRecord>();
        List<(SourceReader Reader, CancellationTokenSource Stop, Task Work)> members = [];
        List<string> told = [];
        for (int step = 0; step < 8; step++)
        {
            if (members.Count < 2 || (members.Count < 4 && random.Next(2) == 0)) members.Add(Join(topic, seen));
            else
            {
                int leaving = random.Next(members.Count);
                await LeaveAsync(members[leaving]);
                told.AddRange(members[leaving].Reader.Events.All);
                members.RemoveAt(leaving);
            }
            int enough = seen.Count + 200;
            await Task.WhenAny(producer, Eventually.HoldsAsync(() => seen.Count >= enough, () => $"{enough} records"));
        }
        await producer;
        await Eventually.HoldsAsync(() => seen.Select(record => record.Text).Distinct().Count() == Total, () => $"{seen.Select(record => record.Text).Distinct().Count()} of {Total}");
        foreach (var member in members)
        {
            await LeaveAsync(member);
            told.AddRange(member.Reader.Events.All);
        }

        foreach (var epoch in seen.GroupBy(record => record.Position.Stream))
        {
            long[] offsets = [.. epoch.Select(record => record.Position.Offset)];
            Assert.Equal(Enumerable.Range(0, offsets.Length).Select(i => offsets[0] + i), offsets);
        }
        // The mock cluster refuses commits while its group rebalances, which no real broker does.
        if (kind == BrokerKind.Mock && told.Exists(text => text.StartsWith("commit failed", StringComparison.Ordinal))) return;
        // Everyone left in order, so what was taken was also committed: nothing comes twice.
        Assert.Equal([], seen.GroupBy(record => EventId.Of(record.Position)).Where(same => same.Count() > 1).Select(same => $"{same.First().Position.Stream.Name}@{same.First().Position.Offset}"));
        Assert.Equal(Enumerable.Repeat((long)Total / Partitions, Partitions), topic.Committed());
    }

    private static (SourceReader Reader, CancellationTokenSource Stop, Task Work) Join(SourceTopic topic, ConcurrentQueue<ReadRecord> seen)
    {
        var reader = new SourceReader(topic.Grouped with { SessionTimeout = TimeSpan.FromSeconds(6) });
        var stop = new CancellationTokenSource();
        return (reader, stop, Task.Run(async () =>
        {
            var batch = new RecordBatch(64);
            try
            {
                while (await reader.Source.ReadAsync(batch, stop.Token))
                {
                    for (int i = 0; i < batch.Count; i++) seen.Enqueue(new ReadRecord(batch, i));
                    await Task.Yield();
                    await reader.AcknowledgeAsync(batch);
                    batch.Clear();
                }
            }
            catch (OperationCanceledException)
            {
                // It was told to leave.
            }
        }));
    }

    private static async Task LeaveAsync((SourceReader Reader, CancellationTokenSource Stop, Task Work) member)
    {
        await member.Stop.CancelAsync();
        await member.Work;
        await member.Reader.DisposeAsync();
        member.Stop.Dispose();
    }
}

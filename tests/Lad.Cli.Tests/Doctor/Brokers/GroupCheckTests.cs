using Confluent.Kafka;
using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Brokers;
using Lad.Cli.Locations;
using Lad.Kafka.Inspection;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Cli.Tests.Doctor.Brokers;

public sealed class GroupCheckTests
{
    [Fact]
    public async Task A_group_is_as_far_behind_as_its_commits_say_and_the_latest_records_are_parsed_without_it()
    {
        await using var cluster = new MockCluster();
        await cluster.CreateTopicAsync("lad.logs", 2);
        await SendAsync(cluster, 60);
        Scope scope = Examined.ScopeOf("scorer", ("Kafka:BootstrapServers", cluster.BootstrapServers));
        var reach = new KafkaReach(scope);

        IReadOnlyList<Finding> before = await Examined.FindingsAsync(new GroupCheck(scope, reach).LookAsync);
        Commit(cluster, 10);
        IReadOnlyList<Finding> after = await Examined.FindingsAsync(new GroupCheck(scope, reach).LookAsync);
        IReadOnlyList<Finding> input = await Examined.FindingsAsync(new TopicInputCheck(scope, reach, new Location(LocationKind.Kafka, "lad.logs")).LookAsync);

        Assert.Contains("of 60 records", before.Only("has committed nothing yet").Text, StringComparison.Ordinal);
        Assert.Contains("of 60", after.Only("is 40 records behind").Text, StringComparison.Ordinal);
        Assert.Contains("60 JSON", input.Only("all of the latest 60 records in topic lad.logs").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_retention_took_and_commits_beyond_the_end_are_told_apart()
    {
        var behind = new PartitionStanding("t", 0, Low: 100, High: 150, Committed: 40);
        var beyond = new PartitionStanding("t", 1, Low: 0, High: 5, Committed: 9);
        var fresh = new PartitionStanding("t", 2, Low: 3, High: 8, Committed: null);

        Assert.Equal((60, 50, false), (behind.Lost, behind.Lag, behind.IsBeyond));
        Assert.Equal((0, 0, true), (beyond.Lost, beyond.Lag, beyond.IsBeyond));
        Assert.Equal((0, 5, false), (fresh.Lost, fresh.Lag, fresh.IsBeyond));
    }

    private static async Task SendAsync(MockCluster cluster, int records)
    {
        using IProducer<Null, string> producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = cluster.BootstrapServers }).Build();
        for (int i = 0; i < records; i++)
            await producer.ProduceAsync(new TopicPartition("lad.logs", i % 2), new Message<Null, string> { Value = $"{{\"message\":\"order {i} shipped\",\"@timestamp\":\"2026-11-20T10:00:00Z\"}}" });
    }

    private static void Commit(MockCluster cluster, long offset)
    {
        using IConsumer<Ignore, Ignore> consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = cluster.BootstrapServers, GroupId = "lad" }).Build();
        consumer.Commit([new TopicPartitionOffset("lad.logs", 0, offset), new TopicPartitionOffset("lad.logs", 1, offset)]);
    }
}

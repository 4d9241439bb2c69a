using System.Text;
using Confluent.Kafka;

namespace Lad.Kafka.Tests.Brokers;

public class MockClusterTests
{
    [Fact]
    public async Task What_is_produced_is_consumed()
    {
        await using var broker = new MockCluster();
        await broker.CreateTopicAsync("t", 2);
        using (IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers, EnableIdempotence = true }).Build())
        {
            for (int i = 0; i < 10; i++)
                await producer.ProduceAsync(new TopicPartition("t", i % 2), new Message<byte[], byte[]> { Value = Encoding.UTF8.GetBytes($"{i}") });
        }
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            GroupId = "g",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        }).Build();
        consumer.Subscribe("t");
        List<string> seen = [];
        while (seen.Count < 10 && consumer.Consume(TimeSpan.FromSeconds(20)) is { } result) seen.Add(Encoding.UTF8.GetString(result.Message.Value));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}").Order(), seen.Order());
        consumer.Close();
    }
}

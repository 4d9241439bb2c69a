using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Consuming;

/// <summary>A topic of a broker that tests write to, and the options to read it.</summary>
internal sealed class SourceTopic(IBroker broker, string name, int partitions)
{
    public string Name { get; } = name;

    public string Group { get; } = TestBroker.Unique("group");

    // The mock cluster waits a session's length for members in each rebalance.
    public KafkaSourceOptions Grouped => Alone with { GroupId = Group, SessionTimeout = TimeSpan.FromSeconds(6) };

    public KafkaSourceOptions Alone => new()
    {
        Client = Client,
        Topics = [Name],
        CommitInterval = TimeSpan.FromMilliseconds(100),
        PauseAfter = TimeSpan.FromMilliseconds(50),
        PollTimeout = TimeSpan.FromMilliseconds(20),
    };

    private KafkaClientOptions Client => new() { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties };

    public static async Task<SourceTopic> CreateAsync(IBroker broker, int partitions = 1)
    {
        string name = TestBroker.Unique("source");
        await broker.CreateTopicAsync(name, partitions);
        return new SourceTopic(broker, name, partitions);
    }

    /// <summary>Writes texts, in turn to all partitions or to one.</summary>
    public async Task ProduceAsync(IEnumerable<string> texts, int? partition = null, DateTimeOffset? time = null)
    {
        using IProducer<byte[], byte[]> producer = broker.Producer(new ProducerConfig { LingerMs = 5 });
        List<Task> sent = [];
        int next = 0;
        foreach (string text in texts)
            sent.Add(producer.ProduceAsync(new TopicPartition(Name, partition ?? next++ % partitions), new Message<byte[], byte[]> { Value = Encoding.UTF8.GetBytes(text), Timestamp = time is { } at ? new Timestamp(at) : Timestamp.Default }));
        await Task.WhenAll(sent);
    }

    public Task ProduceAsync(int from, int count, int? partition = null) => ProduceAsync(Enumerable.Range(from, count).Select(i => $"{i}"), partition);

    /// <summary>The offsets that the group has stored, those of partitions without one as -1001.</summary>
    public IReadOnlyList<long> Committed()
    {
        using IConsumer<byte[], byte[]> consumer = broker.Consumer(new ConsumerConfig { GroupId = Group });
        return [.. consumer.Committed(Enumerable.Range(0, partitions).Select(partition => new TopicPartition(Name, partition)), TimeSpan.FromSeconds(20)).Select(offset => offset.Offset.Value)];
    }
}

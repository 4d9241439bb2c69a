using Confluent.Kafka;
using Lad.KafkaLoad.Commands;
using Lad.KafkaLoad.Producing;

namespace Lad.KafkaLoad.Comparing;

/// <summary>What is compared.</summary>
internal sealed class Contenders
{
    public const string Bare = "bare loop";
    private readonly LoadBroker broker;
    private readonly string input;
    private readonly long records;

    public Contenders(LoadBroker broker, LoadLines load, string input, long records)
    {
        this.broker = broker;
        this.input = input;
        this.records = records;
        All = [(Bare, BareAsync)];
    }

    /// <summary>Each by its name; it is given a topic for its output and a group.</summary>
    public IReadOnlyList<(string Name, Func<string, string, CancellationToken, Task<Measurement>> Run)> All { get; }

    private Task<Measurement> BareAsync(string topic, string group, CancellationToken stop)
    {
        ConsumerConfig consumer = broker.Over(new ConsumerConfig { GroupId = group, AutoOffsetReset = AutoOffsetReset.Earliest, EnableAutoCommit = true });
        ProducerConfig producer = broker.Over(new ProducerConfig
        {
            EnableIdempotence = broker.HasHeaders,
            Acks = Acks.All,
            CompressionType = CompressionType.Lz4,
            LingerMs = 5,
            DeliveryReportFields = "none",
        });
        return Task.Run(() => new BareLoop(consumer, producer, TimeProvider.System).Run(input, topic, records), stop);
    }
}

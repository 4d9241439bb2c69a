using Confluent.Kafka;
using Lad.Kafka.Producing;
using Lad.KafkaLoad.Commands;
using Lad.KafkaLoad.Producing;
using Lad.Pipeline.Sinks;

namespace Lad.KafkaLoad.Comparing;

/// <summary>What is compared.</summary>
internal sealed class Contenders
{
    public const string Bare = "bare loop";
    private readonly LoadBroker broker;
    private readonly LoadLines load;
    private readonly string input;
    private readonly int partitions;
    private readonly long records;
    private readonly ScoringGraph graph;

    public Contenders(LoadBroker broker, LoadLines load, string input, int partitions, long records)
    {
        this.broker = broker;
        this.load = load;
        this.input = input;
        this.partitions = partitions;
        this.records = records;
        graph = new ScoringGraph(load, records, TimeProvider.System);
        All =
        [
            (Bare, BareAsync),
            ("producing alone, bare", (topic, _, stop) => new BareProducer(Producer(), load, TimeProvider.System).RunAsync(topic, partitions, records, stop)),
            ("scoring and producing", (topic, _, stop) => graph.RunAsync(new MemorySource(load, records), ProducerOptions, Topics(topic, Emit.All), stop)),
        ];
    }

    /// <summary>Each by its name; it is given a topic for its output and a group.</summary>
    public IReadOnlyList<(string Name, Func<string, string, CancellationToken, Task<Measurement>> Run)> All { get; }

    private KafkaProducerOptions ProducerOptions => new() { Client = broker.Client, Headers = broker.HasHeaders };

    private static KafkaSinkOptions Topics(string topic, Emit emit) => new() { ScoredTopic = topic, AnomaliesTopic = null, Emit = emit };

    private ProducerConfig Producer() => ProducerConfiguration.Of(ProducerOptions);

    private Task<Measurement> BareAsync(string topic, string group, CancellationToken stop)
    {
        ConsumerConfig consumer = broker.Over(new ConsumerConfig { GroupId = group, AutoOffsetReset = AutoOffsetReset.Earliest, EnableAutoCommit = true });
        return Task.Run(() => new BareLoop(consumer, Producer(), TimeProvider.System).Run(input, topic, records), stop);
    }
}

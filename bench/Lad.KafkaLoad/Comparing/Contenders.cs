using Confluent.Kafka;
using Lad.Kafka.Consuming;
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
            ("scorer, every verdict", (topic, group, stop) => ScoreAsync(topic, group, Emit.All, stop)),
            ("scorer, anomalies alone", (topic, group, stop) => ScoreAsync(topic, group, Emit.Anomalies, stop)),
            ("producing alone, bare", (topic, _, stop) => new BareProducer(Producer(), load, TimeProvider.System).RunAsync(topic, partitions, records, stop)),
            ("scoring and producing", (topic, _, stop) => graph.RunAsync(new MemorySource(load, records), ProducerOptions, Topics(topic, Emit.All), stop)),
        ];
    }

    /// <summary>Each by its name; it is given a topic for its output and a group.</summary>
    public IReadOnlyList<(string Name, Func<string, string, CancellationToken, Task<Measurement>> Run)> All { get; }

    private KafkaProducerOptions ProducerOptions => new() { Client = broker.Client, Headers = broker.HasHeaders };

    private static KafkaSinkOptions Topics(string topic, Emit emit) => new() { ScoredTopic = topic, AnomaliesTopic = null, Emit = emit };

    private ProducerConfig Producer() => ProducerConfiguration.Of(ProducerOptions);

    private KafkaSourceOptions SourceOptions(string group) => new() { Client = broker.Client, Topics = [input], GroupId = group };

    private Task<Measurement> BareAsync(string topic, string group, CancellationToken stop)
    {
        ConsumerConfig consumer = SourceConsumer.Configuration(SourceOptions(group), transactional: false);
        // The scorer stores what it delivered; the loop commits what it consumed.
        consumer.EnableAutoOffsetStore = true;
        return Task.Run(() => new BareLoop(consumer, Producer(), TimeProvider.System).Run(input, topic, records), stop);
    }

    private async Task<Measurement> ScoreAsync(string topic, string group, Emit emit, CancellationToken stop)
    {
        await using var source = new KafkaSource(SourceOptions(group), TimeProvider.System);
        return await graph.RunAsync(source, ProducerOptions, Topics(topic, emit), stop).ConfigureAwait(false);
    }
}

using Confluent.Kafka;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Containers.Tests.Composed;

/// <summary>Sends lines to the topic of logs, and knows the <c>event.id</c> that each one's verdict has.</summary>
internal sealed class SentLines : IDisposable
{
    private const string Topic = "lad.logs";
    private readonly IProducer<Null, string> producer;
    private readonly Dictionary<string, LogLine> lines = [];

    public SentLines(string brokers) => producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = brokers, Acks = Acks.All, EnableIdempotence = true, LingerMs = 5, MessageTimeoutMs = 60_000 }).Build();

    /// <summary>Lines by the ids of their verdicts.</summary>
    public IReadOnlyDictionary<string, LogLine> Lines => lines;

    public void Dispose() => producer.Dispose();

    /// <summary>The id of the verdict on a record.</summary>
    public static string IdOf(TopicPartitionOffset at) => EventId.Of(new SourcePosition(new SourceStream($"{at.Topic}/{at.Partition.Value}", $"kafka:{at.Topic}/{at.Partition.Value}"), at.Offset.Value, at.Offset.Value + 1)).ToString();

    /// <summary>Sends lines, to all partitions in turn, and waits until the broker has them.</summary>
    public async Task SendAsync(IReadOnlyList<LogLine> sent)
    {
        DeliveryResult<Null, string>[] results = await Task.WhenAll(sent.Select((line, i) => producer.ProduceAsync(new TopicPartition(Topic, i % LadCommands.Partitions), new Message<Null, string> { Value = line.Text })));
        for (int i = 0; i < sent.Count; i++) lines.Add(IdOf(results[i].TopicPartitionOffset), sent[i]);
    }
}

using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Confluent.Kafka;
using Lad.Benchmarks.Graph;
using Lad.Detection;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.Benchmarks.Kafka;

/// <summary>
/// Verdicts to a broker that is librdkafka's mock cluster in this process; figures are for one message, and include the broker's work, which is the same for all. The baseline is what the client for .NET does with
/// the same messages.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "StopAsync disposes of them.")]
public class SinkBenchmarks
{
    private const int BatchSize = 512;
    private const int Batches = 64;
    private readonly SourceStream stream = new("in/0", "kafka:in/0");
    private readonly List<RecordBatch> batches = [];
    private MockCluster broker = null!;
    private KafkaProducer producer = null!;
    private KafkaVerdictSink sink = null!;
    private IProducer<byte[]?, byte[]> client = null!;
    private byte[] message = [];

    [Params(true, false)]
    public bool Headers { get; set; }

    [GlobalSetup]
    public void Start()
    {
        broker = new MockCluster(1);
        broker.CreateTopicAsync("scored", 4).GetAwaiter().GetResult();
        var options = new KafkaProducerOptions { Client = new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = new Dictionary<string, string> { ["enable.idempotence"] = "true" } }, Headers = Headers };
        producer = new KafkaProducer(options);
        sink = new KafkaVerdictSink(producer, new KafkaSinkOptions { ScoredTopic = "scored", AnomaliesTopic = null });
        client = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            EnableIdempotence = true,
            CompressionType = CompressionType.Lz4,
            Partitioner = Partitioner.Murmur2Random,
            DeliveryReportFields = "none",
        }).Build();
        var corpus = Corpus.Load();
        for (int i = 0; i < Batches; i++) batches.Add(Scored(corpus, i * BatchSize));
        message = new byte[580];
        corpus.Lines[0].AsSpan(0, Math.Min(corpus.Lines[0].Length, message.Length)).CopyTo(message);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        client.Dispose();
        producer.Dispose();
        await broker.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = BatchSize * Batches)]
    public void ClientForNet()
    {
        using var left = new CountdownEvent(BatchSize * Batches);
        Action<DeliveryReport<byte[]?, byte[]>> report = _ => left.Signal();
        for (int i = 0; i < BatchSize * Batches; i++)
            client.Produce("scored", new Message<byte[]?, byte[]> { Value = message.AsSpan().ToArray(), Headers = Headers ? new Headers { { "event.id", new byte[32] } } : null }, report);
        left.Wait();
    }

    [Benchmark(OperationsPerInvoke = BatchSize * Batches)]
    public Task Sink() => Task.WhenAll(batches.Select(batch => sink.WriteAsync(batch, CancellationToken.None).AsTask()));

    private RecordBatch Scored(Corpus corpus, int first)
    {
        var batch = new RecordBatch(BatchSize) { Detector = corpus.Detector, Scratch = new DetectorScratch() };
        while (!batch.IsFull)
        {
            int offset = first + batch.Count;
            batch.Append(corpus.Lines[offset % corpus.Lines.Length], new SourcePosition(stream, offset, offset + 1), observedTicks: 638_000_000_000_000_000);
        }
        foreach (IStage stage in new ScoringStages().Stages) stage.Process(batch);
        sink.Render(batch);
        return batch;
    }
}

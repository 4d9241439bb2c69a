using System.Collections.Concurrent;
using Confluent.Kafka;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Kafka.Producing;
using Lad.Kafka.Producing.Transactions;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Consuming;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Producing;

/// <summary>A scorer by hand: reads, gives each record a verdict (those that begin with <c>bad</c> become dead letters), sends, acknowledges. Batches overlap as in the graph.</summary>
internal sealed class ExactlyOnceScorer : IAsyncDisposable
{
    private static readonly Detector Detector = new(SampleModels.Of("v1"));
    private readonly ConcurrentDictionary<int, long> committed = new();
    private readonly SourceEvents events = new();
    private readonly KafkaSource kafka;
    private readonly IRecordSource source;
    private readonly KafkaVerdictSink sink;
    private readonly KafkaDeadLetterSink deadLetters;

    public ExactlyOnceScorer(IBroker broker, SourceTopic topic, KafkaSinkOptions topics, KafkaTransactionOptions? options = null, string instance = "one")
    {
        KafkaClientOptions client = broker.Options();
        Producer = new KafkaProducer(new KafkaProducerOptions { Client = client, TransactionalId = KafkaTransactionOptions.IdOf(topic.Group, instance), TransactionTimeout = TimeSpan.FromSeconds(60) });
        var transactions = new KafkaTransactions(Producer, options ?? new KafkaTransactionOptions(), TimeProvider.System);
        transactions.Committed = offsets =>
        {
            foreach (TopicPartitionOffset offset in offsets) committed[offset.Partition.Value] = offset.Offset.Value;
        };
        kafka = new KafkaSource(topic.Grouped with { SessionTimeout = TimeSpan.FromSeconds(6) }, TimeProvider.System, events, transactions);
        source = transactions.Over(kafka);
        sink = new KafkaVerdictSink(Producer, topics);
        deadLetters = new KafkaDeadLetterSink(Producer, new KafkaDeadLetterOptions());
    }

    public KafkaProducer Producer { get; }

    public SourceEvents Events => events;

    /// <summary>The offsets that went into transactions which were committed, by partition: the mock cluster does not keep them.</summary>
    public IReadOnlyDictionary<int, long> Committed => committed;

    /// <summary>Records that were acknowledged, those that were read twice twice.</summary>
    public int Delivered { get; private set; }

    /// <summary>Scores until <paramref name="until"/> holds; looked at after each batch, and now and then while none comes.</summary>
    public async Task RunAsync(Func<bool> until)
    {
        Queue<(RecordBatch Batch, Task Written)> flying = new();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        RecordBatch batch = NewBatch();
        Task<bool> reading = source.ReadAsync(batch, deadline.Token).AsTask();
        while (!until())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.WhenAny(reading, flying.Count > 0 ? flying.Peek().Written : reading, Task.Delay(50));
            if (flying.Count > 0 && flying.Peek().Written.IsCompleted) await AcknowledgeAsync(flying.Dequeue());
            if (!reading.IsCompleted || flying.Count >= 8) continue;
            if (!await reading) break;
            flying.Enqueue((batch, WriteAsync(batch)));
            batch = NewBatch();
            reading = source.ReadAsync(batch, deadline.Token).AsTask();
        }
        while (flying.Count > 0) await AcknowledgeAsync(flying.Dequeue());
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        Producer.Dispose();
    }

    private static RecordBatch NewBatch() => new(100) { Detector = Detector, Scratch = new DetectorScratch() };

    private Task WriteAsync(RecordBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Record(i).StartsWith("bad"u8))
            {
                batch.Reject(i, "bad", "is bad");
                continue;
            }
            batch.Parsed[i] = new ParsedRecord { Message = batch.RecordSlice(i) };
            batch.Keys[i] = 77;
            batch.Assessments[i] = new Assessment { Fingerprint = 0xABC, Template = 0, Score = 0.5 };
            batch.Outcomes[i] = RecordOutcome.Scored;
        }
        sink.Render(batch);
        Task letters = batch.Rejections.Count > 0 ? deadLetters.WriteAsync(batch, CancellationToken.None).AsTask() : Task.CompletedTask;
        return Task.WhenAll(letters, sink.WriteAsync(batch, CancellationToken.None).AsTask());
    }

    private async Task AcknowledgeAsync((RecordBatch Batch, Task Written) delivery)
    {
        await delivery.Written;
        await source.AcknowledgeAsync(delivery.Batch, CancellationToken.None);
        Delivered += delivery.Batch.Count;
    }
}

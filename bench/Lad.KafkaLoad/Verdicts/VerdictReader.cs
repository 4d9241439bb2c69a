using Confluent.Kafka;
using Lad.KafkaLoad.Producing;

namespace Lad.KafkaLoad.Verdicts;

/// <summary>Reads a topic of verdicts from its start, on a thread of its own.</summary>
internal sealed class VerdictReader : IDisposable
{
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly Task reading;
    private readonly Lock gate = new();

    /// <param name="consumer">Reads; is disposed of with the reader.</param>
    /// <param name="topic">The topic of verdicts.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="ledger">Where verdicts are checked off.</param>
    /// <param name="clock">Times them.</param>
    /// <param name="seen">Is shown each verdict too.</param>
    public VerdictReader(IConsumer<byte[], byte[]> consumer, string topic, int partitions, VerdictLedger ledger, TimeProvider clock, Action<byte[]>? seen = null)
    {
        this.consumer = consumer;
        this.clock = clock;
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        reading = Task.Factory.StartNew(() => Read(ledger, seen), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Times of the verdicts on stamped lines.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Why verdicts are missing through no fault of a scorer: the broker threw them away before they were read. Needs <c>auto.offset.reset=error</c>.</summary>
    public string? Overrun { get; private set; }

    /// <summary>Looks at the ledger while no verdict is being added.</summary>
    public T With<T>(Func<T> look)
    {
        lock (gate) return look();
    }

    public void Dispose()
    {
        stop.Cancel();
        reading.GetAwaiter().GetResult();
        stop.Dispose();
        consumer.Dispose();
    }

    private void Read(VerdictLedger ledger, Action<byte[]>? seen)
    {
        while (!stop.IsCancellationRequested)
        {
            ConsumeResult<byte[], byte[]>? result;
            try
            {
                result = consumer.Consume(TimeSpan.FromMilliseconds(100));
            }
            catch (ConsumeException failure) when (!failure.Error.IsFatal)
            {
                if (failure.Error.Code == ErrorCode.Local_AutoOffsetReset) Overrun ??= failure.Error.Reason;
                continue;
            }
            if (result?.Message is not { } message) continue;
            lock (gate)
            {
                ledger.Add(message.Value);
                if (SendTime.TryRead(message.Value, out long sent)) Latencies.Add(SendTime.Now(clock) - sent);
                seen?.Invoke(message.Value);
            }
        }
    }
}

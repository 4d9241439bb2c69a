using Confluent.Kafka;

namespace Lad.KafkaLoad.Comparing;

/// <summary>The least that a stream processor does: each value that is consumed is produced as it is.</summary>
/// <param name="consumer">Settings of the scorer's source.</param>
/// <param name="producer">Settings of the scorer's sink.</param>
/// <param name="clock">Times the run.</param>
internal sealed class BareLoop(ConsumerConfig consumer, ProducerConfig producer, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private long delivered, bytes;
    private Error? failure;

    /// <summary>Copies <paramref name="records"/> records.</summary>
    public Measurement Run(string input, string output, long records)
    {
        using IConsumer<byte[], byte[]> source = new ConsumerBuilder<byte[], byte[]>(consumer).Build();
        using IProducer<byte[], byte[]> sink = new ProducerBuilder<byte[], byte[]>(producer).Build();
        source.Subscribe(input);
        Action<DeliveryReport<byte[], byte[]>> count = Count;
        long start = 0, copied = 0;
        TimeSpan processor = default;
        while (copied < records)
        {
            ConsumeResult<byte[], byte[]> result = source.Consume(Patience) ?? throw new TimeoutException($"{copied} of {records} records came within {Patience}.");
            if (copied++ == 0) (start, processor) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
            bytes += result.Message.Value.Length;
            var message = new Message<byte[], byte[]> { Key = result.Message.Key, Value = result.Message.Value };
            while (!TryProduce(sink, output, message, count)) sink.Poll(TimeSpan.FromMilliseconds(1));
        }
        sink.Flush(Patience);
        if (failure is not null || delivered != records) throw new InvalidOperationException($"{delivered} of {records} records were delivered: {failure}");
        var measured = new Measurement(records, clock.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor, bytes);
        source.Close();
        return measured;
    }

    private static bool TryProduce(IProducer<byte[], byte[]> sink, string output, Message<byte[], byte[]> message, Action<DeliveryReport<byte[], byte[]>> count)
    {
        try
        {
            sink.Produce(output, message, count);
            return true;
        }
        catch (ProduceException<byte[], byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }

    private void Count(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError) failure = report.Error;
        else Interlocked.Increment(ref delivered);
    }
}

using Confluent.Kafka;

namespace Lad.KafkaLoad.Producing;

/// <summary>Sends lines at a rate.</summary>
/// <param name="producer">Sends them.</param>
/// <param name="lines">What is sent.</param>
/// <param name="clock">Paces and stamps.</param>
internal sealed class LoadProducer(IProducer<byte[], byte[]> producer, LoadLines lines, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private long delivered;
    private Error? failure;

    /// <summary>Lines that a broker has taken.</summary>
    public long Delivered => Volatile.Read(ref delivered);

    /// <summary>Sends until all lines are sent or <paramref name="stop"/>, then waits until brokers took them.</summary>
    /// <returns>Lines sent.</returns>
    /// <exception cref="KafkaException">A line could not be delivered.</exception>
    public async Task<long> RunAsync(LoadOptions options, CancellationToken stop)
    {
        long start = clock.GetTimestamp(), sent = 0;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1), clock);
        while (sent < options.Lines && !stop.IsCancellationRequested)
        {
            long due = options.Rate == 0 ? options.Lines : Math.Min(options.Lines, (long)(clock.GetElapsedTime(start).TotalSeconds * options.Rate) + 1);
            for (; sent < due && !stop.IsCancellationRequested; sent++) Send(options, sent);
            if (options.Rate > 0) await tick.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
        }
        if (producer.Flush(Patience) is var left and > 0) throw new TimeoutException($"{left} lines were not taken by a broker within {Patience}.");
        return failure is null ? sent : throw new KafkaException(failure);
    }

    private void Send(LoadOptions options, long index)
    {
        byte[] line = lines[index];
        var message = new Message<byte[], byte[]> { Value = options.Stamped ? SendTime.Stamp(line, SendTime.Now(clock)) : line };
        var place = new TopicPartition(options.Topic, (int)(index % options.Partitions));
        while (true)
        {
            try
            {
                producer.Produce(place, message, Count);
                return;
            }
            catch (ProduceException<byte[], byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private void Count(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError) failure = report.Error;
        else Interlocked.Increment(ref delivered);
    }
}

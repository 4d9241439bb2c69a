using Confluent.Kafka;
using Lad.KafkaLoad.Producing;

namespace Lad.KafkaLoad.Comparing;

/// <summary>The producing half of the bare loop alone.</summary>
/// <param name="settings">Settings of the scorer's sink.</param>
/// <param name="lines">What is sent.</param>
/// <param name="clock">Times the run.</param>
internal sealed class BareProducer(ProducerConfig settings, LoadLines lines, TimeProvider clock)
{
    public async Task<Measurement> RunAsync(string topic, int partitions, long records, CancellationToken stop)
    {
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(settings).Build();
        long start = clock.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        await new LoadProducer(producer, lines, clock).RunAsync(new LoadOptions { Topic = topic, Partitions = partitions, Lines = records }, stop).ConfigureAwait(false);
        return new Measurement(records, clock.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor, records * lines[0].Length);
    }
}

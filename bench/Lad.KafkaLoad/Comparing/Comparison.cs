using System.Globalization;
using Confluent.Kafka;
using Lad.KafkaLoad.Commands;
using Lad.KafkaLoad.Producing;

namespace Lad.KafkaLoad.Comparing;

/// <summary>Runs contenders in turn over the same records, several rounds, and tells what each took and its share of the first one's speed.</summary>
/// <param name="broker">Where the topics are.</param>
/// <param name="load">What is sent.</param>
/// <param name="records">How much of it.</param>
/// <param name="partitions">Partitions of the topics.</param>
/// <param name="output">Receives the figures.</param>
internal sealed class Comparison(LoadBroker broker, LoadLines load, long records, int partitions, TextWriter output)
{
    /// <summary>Sends the records, then runs.</summary>
    public async Task RunAsync(int rounds, CancellationToken stop)
    {
        string input = $"compare-{Environment.ProcessId}";
        await broker.CreateTopicAsync(input, partitions).ConfigureAwait(false);
        await SendAsync(input, stop).ConfigureAwait(false);
        var contenders = new Contenders(broker, load, input, partitions, records);
        Dictionary<string, List<Measurement>> measured = [];
        for (int round = 1; round <= rounds; round++)
        {
            foreach ((int number, (string name, Func<string, string, CancellationToken, Task<Measurement>> run)) in contenders.All.Index())
            {
                string topic = $"{input}-{round}-{number}";
                await broker.CreateTopicAsync(topic, partitions).ConfigureAwait(false);
                Measurement took = await run(topic, topic + "-group", stop).ConfigureAwait(false);
                await output.WriteLineAsync($"round {round}  {name,-32}{took}").ConfigureAwait(false);
                if (!measured.TryGetValue(name, out List<Measurement>? all)) measured.Add(name, all = []);
                all.Add(took);
            }
        }
        double bare = Median(measured[Contenders.Bare]);
        foreach ((string name, List<Measurement> all) in measured)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"median   {name,-32}{Median(all),10:N0} lines/s  {Median(all) / bare:F2} of the bare loop")).ConfigureAwait(false);
    }

    private async Task SendAsync(string input, CancellationToken stop)
    {
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(broker.Over(new ProducerConfig { LingerMs = 20, CompressionType = CompressionType.Lz4 })).Build();
        await new LoadProducer(producer, load, TimeProvider.System).RunAsync(new LoadOptions { Topic = input, Partitions = partitions, Lines = records }, stop).ConfigureAwait(false);
    }

    private static double Median(List<Measurement> all) => all.Select(one => one.Rate).Order().ElementAt(all.Count / 2);
}

using System.CommandLine;
using Confluent.Kafka;
using Lad.Kafka.Consuming;
using Lad.Kafka.Producing;
using Lad.KafkaLoad.Comparing;
using Lad.KafkaLoad.Producing;
using Lad.KafkaLoad.Verdicts;

namespace Lad.KafkaLoad.Commands;

/// <summary><c>latency</c>: lines at a steady rate through the scorer's graph in this process, and the times from sending a line to reading its verdict.</summary>
internal static class LatencyCommand
{
    private const int WarmUp = 5000;

    public static Command Create()
    {
        var file = new Option<string?>("--file") { Description = "File whose lines are sent, over and over; made-up lines without one." };
        var lines = new Option<long>("--lines") { DefaultValueFactory = _ => 150_000, Description = "Lines in total." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 5000, Description = "Lines each second." };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 6, Description = "Partitions of the topics." };
        var command = new Command("latency", "Tells the times from sending a line to reading its verdict, at a steady rate.") { file, lines, rate, partitions, BrokerOptions.Broker, BrokerOptions.Properties };
        command.SetAction(async (line, stop) =>
        {
            await using LoadBroker broker = await BrokerOptions.OpenAsync(line).ConfigureAwait(false);
            string input = $"latency-{Environment.ProcessId}", output = input + ".scored";
            int count = line.GetValue(partitions);
            await broker.CreateTopicAsync(input, count).ConfigureAwait(false);
            await broker.CreateTopicAsync(output, count).ConfigureAwait(false);
            LoadLines load = LoadLines.Of(line.GetValue(file));
            long records = line.GetValue(lines);
            var ledger = new VerdictLedger(input, count);
            using var reader = new VerdictReader(Reader(broker), output, count, ledger, TimeProvider.System);
            await using var source = new KafkaSource(new KafkaSourceOptions { Client = broker.Client, Topics = [input], GroupId = input }, TimeProvider.System);
            // A model of stamped lines: to one of bare lines each would be new.
            var graph = new ScoringGraph(load.Stamped(TimeProvider.System), WarmUp + records, TimeProvider.System);
            Task<Measurement> scoring = graph.RunAsync(source, new KafkaProducerOptions { Client = broker.Client, Headers = broker.HasHeaders }, new KafkaSinkOptions { ScoredTopic = output, AnomaliesTopic = null }, stop);
            using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(broker.Over(new ProducerConfig { Acks = Acks.All, LingerMs = 1 })).Build();
            var sender = new LoadProducer(producer, load, TimeProvider.System);
            var options = new LoadOptions { Topic = input, Partitions = count, Lines = WarmUp, Rate = line.GetValue(rate), Stamped = true };
            // What comes while the member joins its group waits for that.
            await sender.RunAsync(options, stop).ConfigureAwait(false);
            await UntilSeenAsync(reader, ledger, WarmUp, stop).ConfigureAwait(false);
            await sender.RunAsync(options with { Lines = records }, stop).ConfigureAwait(false);
            await scoring.ConfigureAwait(false);
            await UntilSeenAsync(reader, ledger, WarmUp + records, stop).ConfigureAwait(false);
            Console.WriteLine(reader.With(() => $"send to verdict, {reader.Latencies.After(WarmUp)}"));
            return 0;
        });
        return command;
    }

    private static IConsumer<byte[], byte[]> Reader(LoadBroker broker) =>
        new ConsumerBuilder<byte[], byte[]>(broker.Over(new ConsumerConfig { GroupId = "lad-load", EnableAutoCommit = false, FetchWaitMaxMs = 10 })).Build();

    private static async Task UntilSeenAsync(VerdictReader reader, VerdictLedger ledger, long records, CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (reader.With(() => ledger.Distinct) < records) await tick.WaitForNextTickAsync(stop).ConfigureAwait(false);
    }
}

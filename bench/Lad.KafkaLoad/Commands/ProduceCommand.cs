using System.CommandLine;
using Confluent.Kafka;
using Lad.KafkaLoad.Producing;

namespace Lad.KafkaLoad.Commands;

/// <summary><c>produce</c>: sends lines to a topic.</summary>
internal static class ProduceCommand
{
    public static Command Create()
    {
        var topic = new Option<string>("--topic") { Required = true, Description = "Topic to send to." };
        var file = new Option<string?>("--file") { Description = "File whose lines are sent, over and over; made-up lines without one." };
        var lines = new Option<long>("--lines") { DefaultValueFactory = _ => 1_000_000, Description = "Lines in total." };
        var rate = new Option<int>("--rate") { Description = "Lines each second; as many as go when not given." };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 1, Description = "Partitions that lines are dealt to in turn." };
        var stamped = new Option<bool>("--stamped") { Description = "Each line carries the time at which it was sent, for latencies." };
        var command = new Command("produce", "Sends lines to a topic.") { topic, file, lines, rate, partitions, stamped, BrokerOptions.Broker, BrokerOptions.Properties };
        command.SetAction(async (line, stop) =>
        {
            await using LoadBroker broker = await BrokerOptions.OpenAsync(line).ConfigureAwait(false);
            using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(broker.Over(new ProducerConfig { Acks = Acks.All, LingerMs = 1 })).Build();
            var load = new LoadProducer(producer, LoadLines.Of(line.GetValue(file)), TimeProvider.System);
            long start = TimeProvider.System.GetTimestamp();
            long sent = await load.RunAsync(new LoadOptions
            {
                Topic = line.GetValue(topic)!,
                Lines = line.GetValue(lines),
                Rate = line.GetValue(rate),
                Partitions = line.GetValue(partitions),
                Stamped = line.GetValue(stamped),
            }, stop).ConfigureAwait(false);
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            await Console.Out.WriteLineAsync($"{sent:N0} lines in {seconds:F1} s ({sent / seconds:N0}/s)").ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

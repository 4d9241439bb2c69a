using System.CommandLine;
using Confluent.Kafka;
using Lad.KafkaLoad.Comparing;
using Lad.KafkaLoad.Producing;

namespace Lad.KafkaLoad.Commands;

/// <summary><c>compare</c>: a bare consume-produce loop and the scorer, in turn on the same broker, data and client settings.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var file = new Option<string?>("--file") { Description = "File whose lines are sent, over and over; made-up lines without one." };
        var lines = new Option<long>("--lines") { DefaultValueFactory = _ => 1_000_000, Description = "Lines." };
        var partitions = new Option<int>("--partitions") { DefaultValueFactory = _ => 4, Description = "Partitions of the input. The mock keeps 5 MB of each: 64 hold a million lines." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each runs." };
        var command = new Command("compare", "Runs a bare consume-produce loop and the scorer in turn, on the same broker and data.") { file, lines, partitions, rounds, BrokerOptions.Broker, BrokerOptions.Properties };
        command.SetAction(async (line, stop) =>
        {
            await using LoadBroker broker = await BrokerOptions.OpenAsync(line).ConfigureAwait(false);
            LoadLines load = LoadLines.Of(line.GetValue(file));
            var comparison = new Comparison(broker, load, line.GetValue(lines), line.GetValue(partitions), Console.Out);
            await comparison.RunAsync(line.GetValue(rounds), stop).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

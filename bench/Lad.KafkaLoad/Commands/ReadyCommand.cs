using System.CommandLine;
using Lad.KafkaLoad.Models;

namespace Lad.KafkaLoad.Commands;

/// <summary><c>ready</c>: how long a new scorer takes to have its model from the topic.</summary>
internal static class ReadyCommand
{
    public static Command Create()
    {
        var megabytes = new Option<int>("--megabytes") { DefaultValueFactory = _ => 10, Description = "Size of the snapshot." };
        var versions = new Option<int>("--versions") { DefaultValueFactory = _ => 3, Description = "Versions on the topic; three are kept." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 10, Description = "How often a scorer joins." };
        var command = new Command("ready", "Publishes a model and measures how long a new reader takes until it can score with it.") { megabytes, versions, rounds, BrokerOptions.Broker, BrokerOptions.Properties };
        command.SetAction(async (line, stop) =>
        {
            await using LoadBroker broker = await BrokerOptions.OpenAsync(line).ConfigureAwait(false);
            await new Readiness(broker, line.GetValue(megabytes), line.GetValue(versions), Console.Out).RunAsync(line.GetValue(rounds), stop).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

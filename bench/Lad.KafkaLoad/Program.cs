using System.CommandLine;
using Lad.KafkaLoad.Commands;

var root = new RootCommand("Load for Kafka: sends lines, watches verdicts, and compares the scorer with a bare consume-produce loop.");
root.Subcommands.Add(ProduceCommand.Create());
root.Subcommands.Add(WatchCommand.Create());
root.Subcommands.Add(LatencyCommand.Create());
root.Subcommands.Add(CompareCommand.Create());
root.Subcommands.Add(ReadyCommand.Create());
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);

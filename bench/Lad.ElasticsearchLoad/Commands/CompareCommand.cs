using System.CommandLine;
using Lad.ElasticsearchLoad.Comparing;
using Lad.ElasticsearchLoad.Serving;

namespace Lad.ElasticsearchLoad.Commands;

/// <summary><c>compare</c>: raw posting, the sink, and the whole graph, in turn on the same server and data.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var file = new Option<string>("--file") { Required = true, Description = "File whose lines are scored, over and over." };
        var lines = new Option<int>("--lines") { DefaultValueFactory = _ => 500_000, Description = "Lines of each run." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How often each runs." };
        var server = new Option<ServerKind>("--server") { DefaultValueFactory = _ => ServerKind.StandIn, Description = "What is written to: the stand-in for Elasticsearch, or a bare one that takes everything and keeps nothing." };
        var inFlight = new Option<int>("--in-flight") { DefaultValueFactory = _ => 4, Description = "Requests that are on their way at once." };
        var only = new Option<string?>("--only") { Description = "Contenders whose name holds this." };
        var command = new Command("compare", "Runs raw posting of bulk bodies, the sink and the whole graph in turn.") { file, lines, rounds, server, inFlight, only };
        command.SetAction(async (line, stop) =>
        {
            await using ServerProcess process = await ServerProcess.StartAsync(line.GetValue(server), stop).ConfigureAwait(false);
            var load = new ScoredLoad(line.GetValue(file)!, line.GetValue(lines));
            Contenders contenders = await Contenders.MakeAsync(load, process.Url, line.GetValue(inFlight)).ConfigureAwait(false);
            await new Comparison(contenders, process, Console.Out).RunAsync(line.GetValue(rounds), line.GetValue(only) ?? "", stop).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using Lad.ElasticsearchLoad.Commands;

var root = new RootCommand("Load for Elasticsearch: compares the sink with raw posting of the same bodies, and tells how fast lines are scored and written.");
root.Subcommands.Add(CompareCommand.Create());
root.Subcommands.Add(ServeCommand.Create());
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);

using System.CommandLine;
using Lad.FactStoreLoad;

var database = new Option<string>("--database") { DefaultValueFactory = _ => "sqlite", Description = "sqlite (a file in a temporary directory), postgresql (a server in one, durable), or a connection string." };
var anomalies = new Option<int>("--anomalies") { DefaultValueFactory = _ => 1_000_000, Description = "Anomalies that are brought in; 0 to ask what is there already." };
var groups = new Option<int>("--groups") { DefaultValueFactory = _ => 5_000, Description = "Groups that they come to." };
var states = new Option<int>("--states") { DefaultValueFactory = _ => 3_000, Description = "Statements that are made of as many templates." };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 200, Description = "How often each question is asked." };
var root = new RootCommand("Load for the fact store: how fast anomalies come in, and how fast pages are there.") { database, anomalies, groups, states, rounds };
root.SetAction((line, stop) => new Measurement(Console.Out, line.GetValue(anomalies), line.GetValue(groups), line.GetValue(states), line.GetValue(rounds)).RunAsync(line.GetValue(database)!, stop));
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);

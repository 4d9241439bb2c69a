using System.CommandLine;
using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad es</c>: makes what verdicts need in Elasticsearch.</summary>
internal static class ElasticsearchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("es", "Makes what verdicts need in Elasticsearch or OpenSearch, and finds where it differs.", "lad es plan --nodes https://es-1:9200", "lad es setup");
        command.Subcommands.Add(Plan(terminal));
        command.Subcommands.Add(Setup(terminal));
        return command;
    }

    private static ExampledCommand Plan(Terminal terminal)
    {
        var command = new ExampledCommand("plan", "Prints what index templates and data streams are missing or differ; changes nothing. Ends with 0 when nothing differs, with 3 when something does.",
            "lad es plan", "lad es plan --nodes https://es-1:9200 --to es:shop-verdicts");
        AddOptions(command);
        command.Runs(terminal, (line, stop) => RunAsync(SettingOptions.Load(line, terminal).Settings, apply: false, terminal, stop));
        return command;
    }

    private static ExampledCommand Setup(Terminal terminal)
    {
        var command = new ExampledCommand("setup", "Makes the index templates and data streams that verdicts need, and puts in order those of another version; can be repeated.",
            "lad es setup --nodes https://es-1:9200", "Lad__Elasticsearch__ApiKeyFile=/run/secrets/es lad es setup --dry-run");
        var dryRun = new Option<bool>("--dry-run") { Description = "Prints what would be done and changes nothing, as lad es plan does." };
        AddOptions(command);
        command.Options.Add(dryRun);
        command.Runs(terminal, (line, stop) => RunAsync(SettingOptions.Load(line, terminal).Settings, apply: !line.GetValue(dryRun), terminal, stop));
        return command;
    }

    private static void AddOptions(Command command)
    {
        command.AddNodes();
        command.Options.Add(new SettingOption(SettingCatalogue.To, "--to", "URI", "-t"));
    }

    private static async Task<int> RunAsync(LadSettings settings, bool apply, Terminal terminal, CancellationToken stop)
    {
        using var cluster = new ElasticsearchCluster(settings, terminal, isPatient: false);
        var setup = new ClusterSetup(settings, cluster, terminal);
        return await (apply ? setup.ApplyAsync(stop) : setup.PlanAsync(stop)).ConfigureAwait(false);
    }
}

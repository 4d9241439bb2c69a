using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Setup;

namespace Lad.Cli.Clusters;

/// <summary>What verdicts need in a cluster: planned, shown, made.</summary>
/// <param name="settings">The settings.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="terminal">Where it is shown.</param>
internal sealed class ClusterSetup(LadSettings settings, ElasticsearchCluster cluster, Terminal terminal)
{
    private SetupNames Names => NamesOf(settings);

    /// <summary>Where verdicts go. What lad-v1 writes has the fields of each record beside its own: the index's mapping is for its owner to choose, as it was with LAD's predecessor.</summary>
    public static SetupNames NamesOf(LadSettings settings) => settings.Output.Format == OutputSettings.LadV1 ? new(null, null) : new(VerdictIndices.Scored(settings), VerdictIndices.Anomalies(settings));

    /// <summary>Whether somebody has chosen a cluster.</summary>
    public static bool IsWanted(EffectiveSettings effective) =>
        effective.Settings.Output.To.Kind == LocationKind.Elasticsearch || effective.Origin(ElasticsearchCatalogue.Nodes) != EffectiveSettings.DefaultOrigin;

    /// <summary>Shows what differs from the settings; changes nothing.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> PlanAsync(CancellationToken stop)
    {
        SetupPlan plan = await ReadAsync(stop).ConfigureAwait(false);
        Show(plan);
        return plan.IsDone ? ExitCode.Done : ExitCode.Differs;
    }

    /// <summary>Makes what is missing and puts in order what differs.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ApplyAsync(CancellationToken stop)
    {
        SetupPlan plan = await ReadAsync(stop).ConfigureAwait(false);
        Show(plan);
        if (plan.IsDone) return ExitCode.Done;
        await new ElasticsearchSetup(cluster.Client).ApplyAsync(plan, _ => { }, stop).ConfigureAwait(false);
        Say($"done at {cluster.Client.Name}");
        return ExitCode.Done;
    }

    /// <summary>Says when verdicts are about to go where no mapping waits for them.</summary>
    public async Task WarnAsync(CancellationToken stop)
    {
        try
        {
            SetupPlan plan = await new ElasticsearchSetup(cluster.Client).PlanAsync(Names, stop).ConfigureAwait(false);
            string[] missing = [.. plan.Items.Where(item => item is { Kind: SetupKind.IndexTemplate, IsToDo: true }).Select(item => item.Name)];
            if (missing.Length > 0) terminal.Log.CreateLogger(LogCategory.Elasticsearch).SetUpMissing(string.Join(", ", missing));
        }
        catch (ElasticsearchException)
        {
            // Writing needs no right to see templates, and what else is wrong is said by the writing itself.
        }
    }

    private async Task<SetupPlan> ReadAsync(CancellationToken stop)
    {
        await cluster.CheckAsync(stop).ConfigureAwait(false);
        return await new ElasticsearchSetup(cluster.Client).PlanAsync(Names, stop).ConfigureAwait(false);
    }

    private void Show(SetupPlan plan)
    {
        foreach (SetupItem item in plan.Items.Where(item => item.State == SetupState.Left)) Say($"{Kind(item.Kind)} {item.Name} is left as it is{(item.Detail.Length > 0 ? ": " + item.Detail : "")}");
        if (plan.Items.Count == 0) Say("nothing is set up for this output: the index, and its mapping, are yours (docs/predecessor.md has one for lad-v1)");
        else if (plan.IsDone) Say($"all {plan.Items.Count} things that verdicts need are there");
        else TextTable.Write([["what", "name", "is", "action"], .. plan.Items.Where(item => item.IsToDo).Select(Row)], terminal.Output);
    }

    private void Say(string line) => terminal.Error.WriteLine("lad: " + line);

    private static string[] Row(SetupItem item) =>
    [
        Kind(item.Kind),
        item.Name,
        item.State == SetupState.Missing ? "missing" : "different",
        (item.State == SetupState.Missing ? "make" : "change") + (item.Detail.Length > 0 ? ": " + item.Detail : ""),
    ];

    private static string Kind(SetupKind kind) => kind switch
    {
        SetupKind.IndexTemplate => "index template",
        SetupKind.DataStream => "data stream",
        _ => "index",
    };
}

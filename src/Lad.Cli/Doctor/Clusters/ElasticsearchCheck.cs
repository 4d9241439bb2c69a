using System.Globalization;
using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Setup;

namespace Lad.Cli.Doctor.Clusters;

/// <summary>Looks at Elasticsearch: each node, what serves, health and disks, rights, what verdicts need there, and its clock.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class ElasticsearchCheck(Scope scope)
{
    // Where Elasticsearch begins to move shards away, and where it stops taking writes.
    private const int HighWatermark = 90;
    private const int LowWatermark = 85;
    private const int FloodStage = 95;
    private static readonly Version Oldest = new(7, 0);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private ElasticsearchSettings Settings => scope.Settings.Elasticsearch;

    private bool Writes => scope.Scores && (scope.Settings.Output.To.Kind == LocationKind.Elasticsearch);

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        ElasticsearchOptions options = Settings.ToClientOptions(_ => { });
        TimeSpan each = scope.Limit * 0.5;
        options = options with { ConnectTimeout = Least(options.ConnectTimeout, scope.Limit * 0.3), RequestTimeout = Least(options.RequestTimeout, each) };
        IReadOnlyList<string> faults = options.Validate();
        foreach (string fault in faults) findings.Fault(fault);
        if (faults.Count > 0) return;
        (Uri Node, ElasticsearchException? Failure)[] nodes = await Task.WhenAll(options.Nodes.Select(node => NodeAsync(options, node, findings, end))).ConfigureAwait(false);
        Uri[] good = [.. nodes.Where(node => node.Failure is null).Select(node => node.Node)];
        foreach (ElasticsearchException failure in nodes.Select(node => node.Failure).OfType<ElasticsearchException>())
        {
            if (good.Length > 0) findings.Warning(failure.Message + " The other nodes serve in its place.");
            else findings.Fault(failure.Message);
        }
        if (good.Length == 0) return;
        using var client = new ElasticsearchClient(options with { Nodes = good, Credentials = options.Credentials }, scope.Clock);
        Func<Task>[] questions = [() => HealthAsync(client, findings, end), () => DisksAsync(client, findings, end), () => RightsAsync(client, findings, end), () => SetupAsync(client, findings, end), () => ClockAsync(client, findings, end)];
        await Task.WhenAll(questions.Select(question => AskAsync(question, findings))).ConfigureAwait(false);
    }

    private async Task<(Uri, ElasticsearchException?)> NodeAsync(ElasticsearchOptions options, Uri node, Findings findings, CancellationToken end)
    {
        using var client = new ElasticsearchClient(options with { Nodes = [node], Credentials = options.Credentials }, scope.Clock);
        try
        {
            ServerInfo server = await client.InfoAsync(end).ConfigureAwait(false);
            string text = $"{client.Name} is {(server.IsOpenSearch ? "OpenSearch" : "Elasticsearch")} {server.Version} (cluster {server.ClusterName})";
            if (!server.IsOpenSearch && server.Version < Oldest) findings.Fault($"{text}, which is older than 7: data streams and scrolls are not what LAD expects", "upgrade it");
            else findings.Ok(text);
        }
        catch (ElasticsearchException refusal) when (refusal.Fault == ElasticsearchFault.Forbidden)
        {
            // A key that may use its indices alone is a good key.
            findings.Ok($"{client.Name} answers; what serves is not to be known, since the credentials lack the cluster's right 'monitor'");
        }
        catch (ElasticsearchException failure)
        {
            return (node, failure);
        }
        return (node, null);
    }

    // A right that is missing for one question says nothing about the others.
    private static async Task AskAsync(Func<Task> question, Findings findings)
    {
        try
        {
            await question().ConfigureAwait(false);
        }
        catch (ElasticsearchException failure) when (failure.Fault is ElasticsearchFault.Forbidden)
        {
            findings.Skipped(failure.Message);
        }
        catch (ElasticsearchException failure)
        {
            findings.Fault(failure.Message);
        }
    }

    private static async Task HealthAsync(ElasticsearchClient client, Findings findings, CancellationToken end)
    {
        if (await client.HealthAsync(end).ConfigureAwait(false) is not { } health) return;
        string text = $"the cluster is {health.Status}: {health.DataNodes} nodes with data, {health.UnassignedShards} shards without a place";
        if (health.Status == "red") findings.Fault(text, "GET /_cluster/allocation/explain says why");
        else if (health.Status == "yellow" && health.DataNodes > 1) findings.Warning(text, "GET /_cluster/allocation/explain says why");
        else findings.Ok(text);
    }

    private static async Task DisksAsync(ElasticsearchClient client, Findings findings, CancellationToken end)
    {
        foreach (DiskUse disk in (await client.DisksAsync(end).ConfigureAwait(false)).Where(disk => disk.Percent >= LowWatermark))
        {
            string text = $"the disk of node {disk.Node} is {disk.Percent} % full";
            const string advice = "remove old indices, shorten the life cycle's retention, or add disks";
            if (disk.Percent >= FloodStage) findings.Fault(text + ": at 95 % its indices take no writes", advice);
            else findings.Warning(disk.Percent >= HighWatermark ? text + ": shards are moved away" : text, advice);
        }
    }

    private async Task RightsAsync(ElasticsearchClient client, Findings findings, CancellationToken end)
    {
        var wanted = new List<(string Index, IReadOnlyList<string> Privileges)>();
        foreach (Location input in scope.Inputs.Where(input => input.Kind == LocationKind.Elasticsearch)) wanted.AddRange(input.Path.Split(',').Where(name => !name.StartsWith('-')).Select(name => (name, (IReadOnlyList<string>)["read", "view_index_metadata"])));
        string[] written = Writes ? [.. new[] { VerdictIndices.Scored(scope.Settings), VerdictIndices.Anomalies(scope.Settings) }.OfType<string>().Distinct()] : [];
        wanted.AddRange(written.Select(name => (name, (IReadOnlyList<string>)["create_doc", "auto_configure"])));
        if (wanted.Count == 0) return;
        if (await client.MissingPrivilegesAsync(wanted, end).ConfigureAwait(false) is not { } missing) findings.Skipped("rights were not compared: the cluster has no security of Elasticsearch's kind");
        else if (missing.Count == 0) findings.Ok($"these credentials may {(written.Length > 0 ? "read and write" : "read")} what the settings name");
        else foreach (IGrouping<string, (string Index, string Privilege)> index in missing.GroupBy(one => one.Index)) findings.Fault($"these credentials lack {string.Join(", ", index.Select(one => one.Privilege))} on {index.Key}", "grant it to the role or key: docs/elasticsearch.md");
        foreach (string name in written)
            foreach (IndexBlock block in await client.BlocksAsync(name, end).ConfigureAwait(false))
                findings.Fault($"{block.Index} takes no writes ({block.Setting})", $"make room, then PUT /{block.Index}/_settings {{\"{block.Setting}\":null}}");
    }

    private async Task SetupAsync(ElasticsearchClient client, Findings findings, CancellationToken end)
    {
        if (!Writes) return;
        SetupPlan plan = await new ElasticsearchSetup(client).PlanAsync(ClusterSetup.NamesOf(scope.Settings), end).ConfigureAwait(false);
        foreach (SetupItem item in plan.Items.Where(item => item.IsToDo)) findings.Warning($"{item.Kind} {item.Name} is {(item.State == SetupState.Missing ? "missing" : "of another LAD")}: types of fields are guessed", $"lad es setup --nodes {string.Join(',', Settings.Nodes)}");
        if (plan.IsDone) findings.Ok($"all {plan.Items.Count} things that verdicts need are there");
    }

    private async Task ClockAsync(ElasticsearchClient client, Findings findings, CancellationToken end)
    {
        if (await client.DateAsync(end).ConfigureAwait(false) is { } date) Clocks.Compare(findings, client.Name, date, scope.Clock.GetUtcNow(), Tolerance);
        else findings.Skipped(string.Create(CultureInfo.InvariantCulture, $"the clock of {client.Name} cannot be told: it says no Date"));
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
}

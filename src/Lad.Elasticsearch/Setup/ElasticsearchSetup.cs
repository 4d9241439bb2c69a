using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Setup;

/// <summary>Makes what verdicts need in a cluster: index templates, data streams, indices.</summary>
/// <param name="client">The cluster.</param>
public sealed class ElasticsearchSetup(ElasticsearchClient client)
{
    /// <summary>Looks at what is there; changes nothing.</summary>
    /// <param name="names">Where verdicts go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ElasticsearchException">The cluster cannot be asked.</exception>
    public async Task<SetupPlan> PlanAsync(SetupNames names, CancellationToken cancellation)
    {
        ServerInfo server = await client.InfoAsync(cancellation).ConfigureAwait(false);
        var items = new List<SetupItem>();
        foreach ((string file, string? name) in new[] { (VerdictTemplate.Scored, names.Scored), (VerdictTemplate.Anomaly, names.Anomalies) })
        {
            if (string.IsNullOrEmpty(name)) continue;
            var target = VerdictName.Of(name);
            VerdictTemplate template = VerdictTemplate.Of(file, target, server);
            items.AddRange(target.Dataset is null ? [await IndexAsync(name, template, cancellation).ConfigureAwait(false)] : await StreamAsync(name, template, cancellation).ConfigureAwait(false));
        }
        return new SetupPlan([.. items.DistinctBy(item => (item.Kind, item.Name))]);
    }

    /// <summary>Does what a plan says. May be done again after it failed.</summary>
    /// <param name="plan">A plan of this cluster.</param>
    /// <param name="done">Is told of each thing made.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ElasticsearchException">The cluster refuses.</exception>
    public async Task ApplyAsync(SetupPlan plan, Action<SetupItem> done, CancellationToken cancellation)
    {
        foreach (SetupItem item in plan.Items.Where(item => item.IsToDo))
        {
            await (item.Kind switch
            {
                SetupKind.IndexTemplate => client.PutIndexTemplateAsync(item.Name, item.Body, cancellation),
                SetupKind.DataStream => client.PutDataStreamAsync(item.Name, cancellation),
                _ => client.PutIndexAsync(item.Name, item.Body, cancellation),
            }).ConfigureAwait(false);
            done(item);
        }
    }

    private async Task<SetupItem[]> StreamAsync(string name, VerdictTemplate template, CancellationToken cancellation)
    {
        bool isStream = await client.IsDataStreamAsync(name, cancellation).ConfigureAwait(false);
        (SetupState state, string detail) = await client.IndexTemplateAsync(template.Name, cancellation).ConfigureAwait(false) is { } there ? template.Compare(there) : (SetupState.Missing, "");
        if (isStream && state is (SetupState.Missing or SetupState.Older)) detail = $"what is written already stays as it is; POST /{name}/_rollover begins anew";
        SetupItem stream = isStream ? new SetupItem(SetupKind.DataStream, name, SetupState.Same)
            : await client.ExistsAsync(name, cancellation).ConfigureAwait(false) ? new SetupItem(SetupKind.DataStream, name, SetupState.Left, "there is an index or alias of that name; verdicts go there, with the types that it has")
            : new SetupItem(SetupKind.DataStream, name, SetupState.Missing);
        return [new SetupItem(SetupKind.IndexTemplate, template.Name, state, detail) { Body = template.Body() }, stream];
    }

    private async Task<SetupItem> IndexAsync(string name, VerdictTemplate template, CancellationToken cancellation) =>
        await client.ExistsAsync(name, cancellation).ConfigureAwait(false)
            ? new SetupItem(SetupKind.Index, name, SetupState.Left, "its types are not compared")
            : new SetupItem(SetupKind.Index, name, SetupState.Missing) { Body = template.IndexBody() };
}

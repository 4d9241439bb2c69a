using Lad.Cli.Configuration;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Terminals;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Microsoft.Extensions.Logging;

namespace Lad.Cli.Clusters;

/// <summary>The cluster of a run: one client for all that reads and writes there, made when it is needed.</summary>
/// <param name="settings">The settings.</param>
/// <param name="terminal">Is told what serves, and of waiting.</param>
/// <param name="isPatient">Whether a cluster that cannot be reached at the start is waited for, as long-running commands do.</param>
internal sealed class ElasticsearchCluster(LadSettings settings, Terminal terminal, bool isPatient) : IDisposable
{
    private readonly ILogger log = terminal.Log.CreateLogger(LogCategory.Elasticsearch);
    private ElasticsearchClient? client;
    private bool isKnown;

    /// <summary>Reaches the cluster.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used; all that is wrong with them is listed.</exception>
    public ElasticsearchClient Client => client ??= new ElasticsearchClient(settings.Elasticsearch.ToClientOptions(Say), terminal.Clock);

    /// <summary>How long what may pass is tried again.</summary>
    public Patience Patience => settings.Elasticsearch.ToPatience();

    /// <summary>Finds out, once and before anything else, whether the cluster can be used, and says what serves.</summary>
    /// <exception cref="ElasticsearchException">It cannot be used; says why and what to do.</exception>
    public async Task CheckAsync(CancellationToken stop)
    {
        if (isKnown) return;
        try
        {
            ServerInfo server = isPatient
                ? await Patience.Build(terminal.Clock, Say).ExecuteAsync(async cancellation => await Client.InfoAsync(cancellation).ConfigureAwait(false), stop).ConfigureAwait(false)
                : await Client.InfoAsync(stop).ConfigureAwait(false);
            log.ClusterFound(server.IsOpenSearch ? "OpenSearch" : "Elasticsearch", server.Version.ToString(), server.ClusterName, Client.Name);
        }
        catch (ElasticsearchException refusal) when (refusal.Fault == ElasticsearchFault.Forbidden)
        {
            // A key that may use its indices alone is a good key.
            log.ClusterUnknown(Client.Name);
        }
        isKnown = true;
    }

    /// <summary>Tells what happens with the cluster.</summary>
    public void Say(string line) => log.ClusterNoted(line);

    /// <inheritdoc/>
    public void Dispose() => client?.Dispose();
}

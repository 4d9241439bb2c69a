using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Setup;

/// <summary>Makes what verdicts need in a cluster: index templates, data streams, indices.</summary>
/// <param name="client">The cluster.</param>
public sealed class ElasticsearchSetup(ElasticsearchClient client)
{
    /// <summary>Looks at what is there; changes nothing.</summary>
    /// <param name="names">Where verdicts go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Connections.ElasticsearchException">The cluster cannot be asked.</exception>
    public Task<SetupPlan> PlanAsync(SetupNames names, CancellationToken cancellation) => throw new NotImplementedException($"{client.Name} {names} {cancellation}");

    /// <summary>Does what a plan says. May be done again after it failed.</summary>
    /// <param name="plan">A plan of this cluster.</param>
    /// <param name="done">Is told of each thing made.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Connections.ElasticsearchException">The cluster refuses.</exception>
    public Task ApplyAsync(SetupPlan plan, Action<SetupItem> done, CancellationToken cancellation) => throw new NotImplementedException($"{client.Name} {plan} {done} {cancellation}");
}

using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;
using Lad.Containers.Tests.Engine;
using Lad.Containers.Tests.Servers;
using Testcontainers.Elasticsearch;
using Testcontainers.Kafka;

namespace Lad.Containers.Tests.Suites;

/// <summary>A broker and an index for the suites, started once; nothing where no engine answers.</summary>
public sealed class SuiteServers : IAsyncLifetime
{
    private INetwork? network;
    private KafkaContainer? kafka;
    private ElasticsearchContainer? elasticsearch;

    /// <summary>The variables by which suites find the servers.</summary>
    internal IReadOnlyDictionary<string, string> Variables => VariablesFor(ServerContainers.Brokers(kafka!), ServerContainers.Address(elasticsearch!, ElasticsearchBuilder.ElasticsearchHttpsPort));

    /// <summary>The variables by which suites find servers.</summary>
    internal static IReadOnlyDictionary<string, string> VariablesFor(string brokers, Uri nodes) => new Dictionary<string, string> { ["LAD_TEST_KAFKA"] = brokers, ["LAD_TEST_ELASTICSEARCH"] = nodes.ToString() };

    public async Task InitializeAsync()
    {
        if (ContainerEngine.Obstacle is not null) return;
        using var limit = new CancellationTokenSource(ServerContainers.Patience);
        network = new NetworkBuilder().Build();
        kafka = ServerContainers.Kafka(network).Build();
        elasticsearch = ServerContainers.Elasticsearch(network).Build();
        try
        {
            await network.CreateAsync(limit.Token);
            await Task.WhenAll(kafka.StartAsync(limit.Token), elasticsearch.StartAsync(limit.Token));
        }
        catch
        {
            // What failed in a fixture's start is not disposed of by the framework.
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        if (elasticsearch is not null) await elasticsearch.DisposeAsync();
        if (kafka is not null) await kafka.DisposeAsync();
        if (network is not null) await network.DisposeAsync();
    }

    /// <summary>What the servers wrote.</summary>
    internal async Task<string> LogsAsync()
    {
        (string kafkaSaid, _) = await kafka!.GetLogsAsync();
        (string elasticsearchSaid, _) = await elasticsearch!.GetLogsAsync();
        return $"-- kafka:\n{kafkaSaid}\n-- elasticsearch:\n{elasticsearchSaid}";
    }
}

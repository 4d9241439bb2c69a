using Lad.Elasticsearch.StandIn;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Containers.Tests.Composed;

/// <summary>A plant without containers: librdkafka's mock cluster, and servers in this process that stand in for Elasticsearch and Connect.</summary>
internal sealed class StandInPlant : IPlant
{
    private readonly MockCluster cluster;
    private readonly StandInServer index;
    private readonly StandInConnect connect;

    private StandInPlant(MockCluster cluster, StandInServer index, StandInConnect connect) => (this.cluster, this.index, this.connect) = (cluster, index, connect);

    public string Brokers => cluster.BootstrapServers;

    public Uri Nodes => index.Url;

    public Uri Connect => connect.Address;

    public string BrokersOfLad => Brokers;

    public Uri NodesOfLad => Nodes;

    public bool FindsOffsetsByTime => false;

    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    public ILadStarter Lad { get; } = new HostLad.Starter();

    public static async Task<StandInPlant> StartAsync()
    {
        var cluster = new MockCluster(1);
        StandInServer index = await StandInServer.StartAsync();
        return new StandInPlant(cluster, index, await StandInConnect.StartAsync(cluster.BootstrapServers, index.Url));
    }

    public async Task<bool> MakeTopicsAsync()
    {
        foreach (string topic in (string[])["lad.logs", "lad.scored", "lad.anomalies", "lad.logs.dlq"]) await cluster.CreateTopicAsync(topic, LadCommands.Partitions);
        foreach (string topic in (string[])["lad.models", "lad.feedback"]) await cluster.CreateTopicAsync(topic, 1);
        return true;
    }

    public Task<IReadOnlyDictionary<string, string>> LogsAsync() => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public async ValueTask DisposeAsync()
    {
        await connect.DisposeAsync();
        await index.DisposeAsync();
        await cluster.DisposeAsync();
    }
}

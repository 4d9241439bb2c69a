using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using DotNet.Testcontainers.Networks;
using Lad.Containers.Tests.Servers;
using Testcontainers.Elasticsearch;
using Testcontainers.Kafka;

namespace Lad.Containers.Tests.Composed;

/// <summary>A plant of containers.</summary>
internal sealed class ContainerPlant : IPlant
{
    private readonly INetwork network = new NetworkBuilder().Build();
    private readonly KafkaContainer kafka;
    private readonly ElasticsearchContainer elasticsearch;
    private readonly IFutureDockerImage connectImage = ServerContainers.ConnectImage().Build();
    private readonly IContainer connect;

    private ContainerPlant()
    {
        kafka = ServerContainers.Kafka(network).Build();
        elasticsearch = ServerContainers.Elasticsearch(network).Build();
        connect = ServerContainers.Connect(network).Build();
        Lad = ContainerLad.Image is { } image ? new ContainerLad.Starter(image, network) : new HostLad.Starter();
    }

    public string Brokers => ServerContainers.Brokers(kafka);

    public Uri Nodes => ServerContainers.Address(elasticsearch, ElasticsearchBuilder.ElasticsearchHttpsPort);

    public Uri Connect => ServerContainers.Address(connect, ComposeFile.Port("connect"));

    public string BrokersOfLad => ContainerLad.Image is null ? Brokers : ServerContainers.BrokersWithin;

    public Uri NodesOfLad => ContainerLad.Image is null ? Nodes : new Uri("http://elasticsearch:9200");

    public bool FindsOffsetsByTime => true;

    public TimeSpan Patience => TimeSpan.FromMinutes(5);

    public ILadStarter Lad { get; }

    /// <summary>Starts the servers: what Connect needs first, and its image beside it.</summary>
    public static async Task<ContainerPlant> StartAsync()
    {
        var plant = new ContainerPlant();
        using var limit = new CancellationTokenSource(ServerContainers.Patience);
        try
        {
            await plant.network.CreateAsync(limit.Token);
            await Task.WhenAll(plant.kafka.StartAsync(limit.Token), plant.elasticsearch.StartAsync(limit.Token), plant.connectImage.CreateAsync(limit.Token));
            await plant.connect.StartAsync(limit.Token);
            return plant;
        }
        catch (Exception failure)
        {
            string said = string.Concat((await plant.LogsAsync()).Select(log => $"\n-- {log.Key}:\n{log.Value}"));
            await plant.DisposeAsync();
            throw new InvalidOperationException($"The servers did not start: {failure.Message}{said}", failure);
        }
    }

    public Task<bool> MakeTopicsAsync() => Task.FromResult(false);

    public async Task<IReadOnlyDictionary<string, string>> LogsAsync()
    {
        var logs = new Dictionary<string, string>();
        foreach ((string name, IContainer container) in new (string, IContainer)[] { ("kafka", kafka), ("elasticsearch", elasticsearch), ("connect", connect) })
        {
            try
            {
                (string output, string error) = await container.GetLogsAsync();
                logs[name] = output + error;
            }
            catch (Exception absent) when (absent is InvalidOperationException or Docker.DotNet.DockerApiException)
            {
                logs[name] = absent.Message;
            }
        }
        return logs;
    }

    public async ValueTask DisposeAsync()
    {
        await connect.DisposeAsync();
        await elasticsearch.DisposeAsync();
        await kafka.DisposeAsync();
        await network.DisposeAsync();
    }
}

using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;
using Testcontainers.Elasticsearch;
using Testcontainers.Kafka;

namespace Lad.Containers.Tests.Servers;

/// <summary>The servers as containers of the images, and with the settings, of <see cref="ComposeFile"/>. Names within the network are those of its services.</summary>
internal static class ServerContainers
{
    /// <summary>Where containers of the network reach the broker.</summary>
    public const string BrokersWithin = "kafka:19092";

    /// <summary>How long an image may take to come, and a server to start.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // The module has its own: it cannot know before the start what the broker is called outside.
    private static readonly string[] OfTheModule =
        ["KAFKA_NODE_ID", "KAFKA_PROCESS_ROLES", "KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS", "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "KAFKA_INTER_BROKER_LISTENER_NAME", "KAFKA_CONTROLLER_LISTENER_NAMES", "KAFKA_CONTROLLER_QUORUM_VOTERS", "KAFKA_LOG_DIRS"];

    /// <summary>One broker and controller, KRaft.</summary>
    public static KafkaBuilder Kafka(INetwork network) => new KafkaBuilder(ComposeFile.Image("kafka"))
        .WithKRaft()
        .WithEnvironment(ComposeFile.Variables("kafka").Where(variable => !OfTheModule.Contains(variable.Key)).ToDictionary())
        // Tests give members up that fall silent for 3 s; a broker refuses less than 6 s unless told otherwise.
        .WithEnvironment("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
        .WithNetwork(network)
        .WithListener(BrokersWithin);

    /// <summary>One node, without encryption and passwords.</summary>
    public static ElasticsearchBuilder Elasticsearch(INetwork network) => new ElasticsearchBuilder(ComposeFile.Image("elasticsearch"))
        .WithEnvironment(ComposeFile.Variables("elasticsearch"))
        // The module takes a server for one with TLS unless both are off.
        .WithEnvironment("xpack.security.http.ssl.enabled", "false")
        .WithNetwork(network)
        .WithNetworkAliases("elasticsearch");

    /// <summary>Builds the image of Kafka Connect with its connector, under its name in the deployment. It stays, for the next run.</summary>
    public static ImageFromDockerfileBuilder ConnectImage()
    {
        (string context, string dockerfile) = ComposeFile.Build("connect");
        return new ImageFromDockerfileBuilder().WithDockerfileDirectory(context).WithDockerfile(dockerfile).WithName(ComposeFile.Image("connect")).WithDeleteIfExists(false).WithCleanUp(false);
    }

    /// <summary>A worker of Kafka Connect, without connectors. Its image must be built.</summary>
    public static ContainerBuilder Connect(INetwork network) => new ContainerBuilder(ComposeFile.Image("connect"))
        .WithEnvironment(ComposeFile.Variables("connect"))
        .WithEnvironment("CONNECT_BOOTSTRAP_SERVERS", BrokersWithin)
        .WithPortBinding(ComposeFile.Port("connect"), assignRandomHostPort: true)
        .WithNetwork(network)
        .WithNetworkAliases("connect")
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort((ushort)ComposeFile.Port("connect")).ForPath("/connectors"), WithPatience));

    /// <summary>A server's own address outside, without the name and password that the module adds.</summary>
    public static Uri Address(IContainer container, int port) => new UriBuilder("http", container.Hostname, container.GetMappedPublicPort(port)).Uri;

    /// <summary>What clients take as bootstrap servers.</summary>
    public static string Brokers(KafkaContainer kafka) => $"{kafka.Hostname}:{kafka.GetMappedPublicPort(KafkaBuilder.KafkaPort)}";

    private static void WithPatience(IWaitStrategy strategy) => strategy.WithTimeout(Patience);
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// A broker of Kafka 0.9.0.1 and its ZooKeeper, on free ports of this machine's loopback. It has real disk, real group coordination and real compaction, and lacks what came later: headers,
/// timestamps, idempotence, transactions.
/// </summary>
internal sealed class RealKafka : IBroker
{
    public const BrokerFeatures AllFeatures = BrokerFeatures.Retention;
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo root;
    private readonly int zooKeeperPort;
    private readonly int port;
    private readonly KafkaProgram zooKeeper;
    private KafkaProgram broker;

    private RealKafka(DirectoryInfo root, int zooKeeperPort, int port, KafkaProgram zooKeeper, KafkaProgram broker)
    {
        this.root = root;
        this.zooKeeperPort = zooKeeperPort;
        this.port = port;
        this.zooKeeper = zooKeeper;
        this.broker = broker;
    }

    /// <summary>Why no real Kafka can be started here, for a test's <c>Skip</c>; null when one can.</summary>
    public static string? Missing => KafkaPlease.Missing;

    /// <summary>What a client of today needs in order to speak to a broker this old.</summary>
    public IReadOnlyDictionary<string, string> ClientProperties { get; } = new Dictionary<string, string>
    {
        ["api.version.request"] = "false",
        ["broker.version.fallback"] = "0.9.0.1",
        ["enable.idempotence"] = "false",
    };

    public string Name => "kafka-0.9";

    public BrokerFeatures Features => AllFeatures;

    /// <summary>Where everything it writes is.</summary>
    public string Directory => root.FullName;

    public string BootstrapServers => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>Starts one and waits until it answers; null where <see cref="Missing"/> says why not.</summary>
    public static async Task<RealKafka?> StartAsync()
    {
        if (Missing is not null) return null;
        NativeClient.Require();
        DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("lad-kafka-");
        int zooKeeperPort = FreePort(), port = FreePort();
        KafkaProgram zooKeeper = StartZooKeeper(root, zooKeeperPort);
        try
        {
            await UntilAsync("ZooKeeper", zooKeeper, () => IsOk(zooKeeperPort));
        }
        catch
        {
            await zooKeeper.DisposeAsync();
            throw;
        }
        var kafka = new RealKafka(root, zooKeeperPort, port, zooKeeper, StartBroker(root, zooKeeperPort, port));
        try
        {
            await kafka.AnsweringAsync();
            return kafka;
        }
        catch
        {
            await kafka.DisposeAsync();
            throw;
        }
    }

    public Task CreateTopicAsync(string topic, int partitions) => CreateTopicAsync(topic, partitions, new Dictionary<string, string>());

    /// <summary>Creates a topic with one replica and waits until its partitions have a leader.</summary>
    /// <param name="configuration">Topic settings, such as <c>cleanup.policy</c>.</param>
    public async Task CreateTopicAsync(string topic, int partitions, IReadOnlyDictionary<string, string> configuration)
    {
        IEnumerable<string> settings = configuration.SelectMany(static setting => new[] { "--config", $"{setting.Key}={setting.Value}" });
        (int code, string output) = await KafkaProgram.RunAsync(["kafka.admin.TopicCommand", "--zookeeper", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{zooKeeperPort}"),
            "--create", "--topic", topic, "--partitions", partitions.ToString(CultureInfo.InvariantCulture), "--replication-factor", "1", .. settings]);
        if (code != 0 || !output.Contains("Created topic", StringComparison.Ordinal)) throw new InvalidOperationException($"Topic {topic} was not created: {output}");
        await UntilAsync($"topic {topic}", broker, () => HasLeaders(topic, partitions));
    }

    /// <summary>Stops the broker as an operator does; its topics stay on disk.</summary>
    public Task StopAsync() => broker.EndAsync("TERM");

    /// <summary>Ends the broker as a power cut does; its topics stay on disk.</summary>
    public Task KillAsync() => broker.EndAsync("KILL");

    /// <summary>Starts a broker that was stopped or killed again, on the same port and data, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        if (!broker.HasEnded) throw new InvalidOperationException("The broker still runs.");
        await broker.DisposeAsync();
        broker = StartBroker(root, zooKeeperPort, port);
        await AnsweringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await zooKeeper.DisposeAsync();
        root.Refresh();
        if (root.Exists) root.Delete(recursive: true);
    }

    private static KafkaProgram StartZooKeeper(DirectoryInfo root, int port)
    {
        DirectoryInfo directory = root.CreateSubdirectory("zookeeper");
        string settings = Path.Combine(directory.FullName, "zookeeper.properties");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"""
            dataDir={directory.FullName}/data
            clientPort={port}
            clientPortAddress=127.0.0.1
            maxClientCnxns=0
            tickTime=500
            """));
        return KafkaProgram.Start(directory.FullName, ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"], "org.apache.zookeeper.server.quorum.QuorumPeerMain", settings);
    }

    private static KafkaProgram StartBroker(DirectoryInfo root, int zooKeeperPort, int port)
    {
        DirectoryInfo directory = root.CreateSubdirectory("broker");
        string settings = Path.Combine(directory.FullName, "server.properties");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"""
            broker.id=0
            listeners=PLAINTEXT://127.0.0.1:{port}
            port={port}
            host.name=127.0.0.1
            advertised.host.name=127.0.0.1
            advertised.port={port}
            log.dirs={directory.FullName}/data
            zookeeper.connect=127.0.0.1:{zooKeeperPort}
            zookeeper.session.timeout.ms=3000
            auto.create.topics.enable=false
            delete.topic.enable=true
            offsets.topic.num.partitions=4
            offsets.topic.replication.factor=1
            group.min.session.timeout.ms=1000
            group.max.session.timeout.ms=60000
            log.cleaner.enable=true
            log.cleaner.backoff.ms=1000
            log.cleaner.dedupe.buffer.size=16777216
            num.network.threads=2
            num.io.threads=4
            """));
        return KafkaProgram.Start(directory.FullName, ["-Xms128m", "-Xmx512m"], "kafka.Kafka", settings);
    }

    private async Task AnsweringAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await UntilAsync("the broker", broker, Answers);
                return;
            }
            // ZooKeeper holds the name of a broker that was killed until its session ends; a broker that starts before that gives up.
            catch (InvalidOperationException) when (attempt < Attempts && broker.HasEnded && broker.Log().Contains("already registered", StringComparison.Ordinal))
            {
                broker = StartBroker(root, zooKeeperPort, port);
            }
        }
    }

    private static async Task UntilAsync(string what, KafkaProgram program, Func<bool> condition)
    {
        for (DateTime end = DateTime.UtcNow + Patience; !condition();)
        {
            if (program.HasEnded) throw new InvalidOperationException($"While waiting for {what} it ended: {program.Log()}");
            if (DateTime.UtcNow > end) throw new TimeoutException($"No answer from {what} within {Patience}: {program.Log()}");
            await Task.Delay(100);
        }
    }

    private bool Answers()
    {
        using IAdminClient admin = Admin();
        try
        {
            Metadata metadata = admin.GetMetadata(TimeSpan.FromSeconds(2));
            return metadata.Brokers.Count > 0 && metadata.Topics.All(static topic => topic.Partitions.All(static partition => partition.Leader >= 0));
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    private bool HasLeaders(string topic, int partitions)
    {
        using IAdminClient admin = Admin();
        try
        {
            TopicMetadata metadata = admin.GetMetadata(topic, TimeSpan.FromSeconds(2)).Topics.Single();
            return metadata.Partitions.Count == partitions && metadata.Partitions.All(static partition => partition.Leader >= 0);
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    private IAdminClient Admin() => new AdminClientBuilder([new("bootstrap.servers", BootstrapServers), new("api.version.request", "false"), new("broker.version.fallback", "0.9.0.1")])
        .SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();

    private static bool IsOk(int zooKeeperPort)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, zooKeeperPort);
            client.GetStream().Write("ruok"u8);
            client.ReceiveTimeout = 2000;
            var answer = new byte[4];
            return client.GetStream().ReadAtLeast(answer, 4, throwOnEndOfStream: false) == 4 && Encoding.ASCII.GetString(answer) == "imok";
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>A port of the loopback that nobody listens on.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

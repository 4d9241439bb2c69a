using System.Runtime.InteropServices;
using System.Text;
using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// librdkafka's own mock cluster: real protocol over loopback, in this process; other processes can connect to it too. Keeps about 5 MB of each partition.
/// </summary>
internal sealed partial class MockCluster : IBroker
{
    private const BrokerFeatures OfAnyVersion = BrokerFeatures.Headers | BrokerFeatures.Timestamps | BrokerFeatures.Idempotence | BrokerFeatures.Transactions;
    private const int Producer = 0;
    private readonly nint client;
    private readonly nint cluster;
    private bool disposed;

    static MockCluster() => NativeClient.Share(typeof(MockCluster).Assembly);

    /// <summary>Starts a cluster.</summary>
    public MockCluster(int brokers = 3)
    {
        NativeClient.Require();
        byte[] error = new byte[512];
        client = Native.rd_kafka_new(Producer, Native.rd_kafka_conf_new(), error, (nuint)error.Length);
        if (client == 0) throw new InvalidOperationException(Encoding.UTF8.GetString(error).TrimEnd('\0'));
        cluster = Native.rd_kafka_mock_cluster_new(client, brokers);
        if (cluster == 0) throw new InvalidOperationException("librdkafka made no mock cluster.");
        BootstrapServers = Marshal.PtrToStringUTF8(Native.rd_kafka_mock_cluster_bootstraps(cluster))!;
    }

    /// <summary>What it can do with the librdkafka that is loaded: before 2.1 it answers requests for topics that cannot forbid their making.</summary>
    public static BrokerFeatures AllFeatures => NativeLibraryVersion.Read().Version >= new Version(2, 1) ? OfAnyVersion | BrokerFeatures.AbsentTopics : OfAnyVersion;

    public string Name => "mock";

    public BrokerFeatures Features => AllFeatures;

    public string BootstrapServers { get; }

    public IReadOnlyDictionary<string, string> ClientProperties { get; } = new Dictionary<string, string>();

    public Task CreateTopicAsync(string topic, int partitions)
    {
        Check(Native.rd_kafka_mock_topic_create(cluster, topic, partitions, 1));
        return Task.CompletedTask;
    }

    /// <summary>The next requests of a kind (its number in the protocol) are answered with these errors (their numbers in the protocol), in turn.</summary>
    public void FailNext(short request, params int[] errors) => Native.rd_kafka_mock_push_request_errors_array(cluster, request, (nuint)errors.Length, errors);

    /// <summary>Refuses connections to a broker (1 is the first) and drops those there are.</summary>
    public void SetDown(int broker) => Check(Native.rd_kafka_mock_broker_set_down(cluster, broker));

    /// <summary>Accepts connections again.</summary>
    public void SetUp(int broker) => Check(Native.rd_kafka_mock_broker_set_up(cluster, broker));

    /// <summary>Makes a broker (1 is the first) the leader of all partitions of a topic.</summary>
    public void SetLeader(string topic, int partitions, int broker)
    {
        for (int partition = 0; partition < partitions; partition++) Check(Native.rd_kafka_mock_partition_set_leader(cluster, topic, partition, broker));
    }

    /// <summary>Makes a broker the coordinator of a consumer group.</summary>
    public void SetCoordinator(string group, int broker) => Check(Native.rd_kafka_mock_coordinator_set(cluster, "group", group, broker));

    /// <summary>Makes a broker answer later.</summary>
    public void SetRoundTrip(int broker, TimeSpan time) => Check(Native.rd_kafka_mock_broker_set_rtt(cluster, broker, (int)time.TotalMilliseconds));

    public ValueTask DisposeAsync()
    {
        if (disposed) return ValueTask.CompletedTask;
        disposed = true;
        Native.rd_kafka_mock_cluster_destroy(cluster);
        Native.rd_kafka_destroy(client);
        return ValueTask.CompletedTask;
    }

    private static void Check(int error)
    {
        if (error != 0) throw new InvalidOperationException($"The mock cluster answered with error {error}.");
    }

    private static partial class Native
    {
        private const string Library = "librdkafka";

        [LibraryImport(Library)]
        public static partial nint rd_kafka_conf_new();

        [LibraryImport(Library)]
        public static partial nint rd_kafka_new(int type, nint conf, byte[] error, nuint length);

        [LibraryImport(Library)]
        public static partial void rd_kafka_destroy(nint client);

        [LibraryImport(Library)]
        public static partial nint rd_kafka_mock_cluster_new(nint client, int brokers);

        [LibraryImport(Library)]
        public static partial void rd_kafka_mock_cluster_destroy(nint cluster);

        [LibraryImport(Library)]
        public static partial nint rd_kafka_mock_cluster_bootstraps(nint cluster);

        [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
        public static partial int rd_kafka_mock_topic_create(nint cluster, string topic, int partitions, int replication);

        [LibraryImport(Library)]
        public static partial void rd_kafka_mock_push_request_errors_array(nint cluster, short request, nuint count, int[] errors);

        [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
        public static partial int rd_kafka_mock_partition_set_leader(nint cluster, string topic, int partition, int broker);

        [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
        public static partial int rd_kafka_mock_coordinator_set(nint cluster, string kind, string key, int broker);

        [LibraryImport(Library)]
        public static partial int rd_kafka_mock_broker_set_down(nint cluster, int broker);

        [LibraryImport(Library)]
        public static partial int rd_kafka_mock_broker_set_up(nint cluster, int broker);

        [LibraryImport(Library)]
        public static partial int rd_kafka_mock_broker_set_rtt(nint cluster, int broker, int milliseconds);
    }
}

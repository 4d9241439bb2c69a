using System.Reflection;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;
using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Clients;

public sealed class NativeClientTests
{
    private static readonly bool Bundled = typeof(NativeClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "KafkaClient").Value == "bundled";

    [Fact]
    public async Task The_client_for_NET_the_producer_and_the_mock_cluster_use_one_and_the_same_library()
    {
        await using var broker = new MockCluster(1);
        KafkaClientOptions options = new() { BootstrapServers = broker.BootstrapServers };
        using IAdminClient client = options.Build(new AdminClientBuilder(options.Over(new AdminClientConfig())));
        using var producer = new KafkaProducer(new KafkaProducerOptions { Client = options });

        NativeLibraryVersion library = NativeLibraryVersion.Read();

        string[] mapped = [.. File.ReadLines("/proc/self/maps").Where(line => line.Contains("rdkafka", StringComparison.Ordinal)).Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct()];
        Assert.Equal([library.Path], mapped);
        Assert.Equal(Library.VersionString, library.Version.ToString());
    }

    [Fact]
    public void The_library_is_the_one_that_the_build_is_for()
    {
        NativeLibraryVersion library = NativeLibraryVersion.Read();

        Version client = typeof(Library).Assembly.GetName().Version!;
        Assert.Equal(client.ToString(3), library.Client);
        Assert.Equal(Bundled, library.Path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal));
        if (Bundled) Assert.True(library.Version >= new Version(client.Major, client.Minor), $"{library} is older than its client.");
        else Assert.Equal(1, client.Major);
    }

    [Fact]
    public void A_library_that_is_older_than_its_client_is_passed_over_and_named()
    {
        BusException failure = Assert.Throws<BusException>(() => NativeSearch.Find(NativeSearch.Names, new Version(200, 1)));

        Assert.Equal(BusFault.NativeLibrary, failure.Fault);
        Assert.Contains("needs librdkafka 200.1 or later", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"is {Library.VersionString}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_no_library_has_are_a_library_that_is_missing() =>
        Assert.Throws<DllNotFoundException>(() => NativeSearch.Find(["no-librdkafka"], new Version(1, 0)));

    [Theory]
    [InlineData("Unable to load shared library 'librdkafka'.\nlibsasl2.so.2: cannot open shared object file: No such file or directory\n/app/librdkafka.so: cannot open shared object file: No such file\n", "libsasl2.so.2")]
    [InlineData("Unable to load shared library 'librdkafka'.\n/app/librdkafka.so: cannot open shared object file: No such file or directory\n", null)]
    public void A_library_that_is_there_is_told_from_one_that_lacks_another(string report, string? missing) => Assert.Equal(missing, NativeSearch.MissingOf(report));
}

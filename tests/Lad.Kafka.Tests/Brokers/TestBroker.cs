namespace Lad.Kafka.Tests.Brokers;

/// <summary>Gives a test the broker of a kind.</summary>
internal static class TestBroker
{
    /// <summary>Why a test that needs certain features cannot run against a broker; <see langword="null"/> when it can.</summary>
    public static string? Obstacle(BrokerKind kind, BrokerFeatures needs)
    {
        if (Absence(kind) is { } absence) return absence;
        BrokerFeatures lacks = needs & ~FeaturesOf(kind);
        return lacks == BrokerFeatures.None ? null : $"{NameOf(kind)} has no {lacks}.";
    }

    /// <summary>A broker that is ready: an own one where they are cheap, otherwise the one that all tests share.</summary>
    public static async Task<IBroker> StartAsync(BrokerKind kind) => kind switch
    {
        BrokerKind.Mock => new MockCluster(),
        BrokerKind.Kafka09 => await SharedRealKafka.StartAsync(),
        _ => await NamedBroker.StartAsync(),
    };

    /// <summary>A name that no other test uses.</summary>
    public static string Unique(string name) => $"{name}-{Guid.NewGuid():n}"[..(name.Length + 13)];

    private static string? Absence(BrokerKind kind) => kind switch
    {
        BrokerKind.Kafka09 => RealKafka.Missing,
        BrokerKind.Named when NamedBroker.BootstrapServersNamed is null => $"{NamedBroker.Variable} names no broker.",
        _ => null,
    };

    private static BrokerFeatures FeaturesOf(BrokerKind kind) => kind switch
    {
        BrokerKind.Mock => MockCluster.AllFeatures,
        BrokerKind.Kafka09 => RealKafka.AllFeatures,
        _ => NamedBroker.AllFeatures,
    };

    private static string NameOf(BrokerKind kind) => kind switch
    {
        BrokerKind.Mock => "librdkafka's mock cluster",
        BrokerKind.Kafka09 => "Kafka 0.9.0.1",
        _ => "the named broker",
    };
}

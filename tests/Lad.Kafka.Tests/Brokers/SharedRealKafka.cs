namespace Lad.Kafka.Tests.Brokers;

/// <summary>A real Kafka for all tests that do not stop it: started for the first of them, gone with the test process.</summary>
internal sealed class SharedRealKafka : IBroker
{
    private static readonly Lazy<Task<RealKafka?>> Shared = new(RealKafka.StartAsync);
    private readonly RealKafka kafka;

    private SharedRealKafka(RealKafka kafka) => this.kafka = kafka;

    public string Name => kafka.Name;

    public BrokerFeatures Features => kafka.Features;

    public string BootstrapServers => kafka.BootstrapServers;

    public IReadOnlyDictionary<string, string> ClientProperties => kafka.ClientProperties;

    public static async Task<IBroker> StartAsync() => new SharedRealKafka(await Shared.Value ?? throw new InvalidOperationException(RealKafka.Missing));

    public Task CreateTopicAsync(string topic, int partitions) => kafka.CreateTopicAsync(topic, partitions);

    /// <summary>The broker stays, for the tests that follow.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

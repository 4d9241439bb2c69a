using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// The broker that <c>LAD_TEST_KAFKA</c> names (<c>host:port</c>, several separated by commas); <c>LAD_TEST_KAFKA_PROPERTIES</c> adds client properties, <c>name=value;name=value</c>.
/// </summary>
internal sealed class NamedBroker : IBroker
{
    public const string Variable = "LAD_TEST_KAFKA";
    public const BrokerFeatures AllFeatures = BrokerFeatures.Headers | BrokerFeatures.Timestamps | BrokerFeatures.OffsetsByTime | BrokerFeatures.Idempotence | BrokerFeatures.Transactions
        | BrokerFeatures.ReadCommitted | BrokerFeatures.Admin | BrokerFeatures.Retention | BrokerFeatures.AbsentTopics;
    private readonly IAdminClient admin;
    private readonly List<string> made = [];

    private NamedBroker(string servers)
    {
        NativeClient.Require();
        BootstrapServers = servers;
        var config = new AdminClientConfig { BootstrapServers = servers };
        foreach ((string name, string value) in ClientProperties) config.Set(name, value);
        admin = new AdminClientBuilder(config).Build();
    }

    public static string? BootstrapServersNamed => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } servers ? servers : null;

    public string Name => "named";

    public BrokerFeatures Features => AllFeatures;

    public string BootstrapServers { get; }

    public IReadOnlyDictionary<string, string> ClientProperties { get; } = Properties(Environment.GetEnvironmentVariable(Variable + "_PROPERTIES") ?? "");

    public static Task<IBroker> StartAsync() =>
        Task.FromResult<IBroker>(new NamedBroker(BootstrapServersNamed ?? throw new InvalidOperationException($"{Variable} names no broker.")));

    public async Task CreateTopicAsync(string topic, int partitions)
    {
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1 }]);
        made.Add(topic);
    }

    public async ValueTask DisposeAsync()
    {
        using (admin)
        {
            if (made.Count > 0) await admin.DeleteTopicsAsync(made);
        }
    }

    private static Dictionary<string, string> Properties(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new FormatException($"{Variable}_PROPERTIES: '{pair[0]}' has no value."));
}

using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Tests.Brokers;

namespace Lad.KafkaLoad.Commands;

/// <summary>A broker by its name on the command line: <c>mock</c>, <c>kafka-0.9</c> or <c>host:port</c>.</summary>
/// <param name="broker">One that was started for the run; <see langword="null"/> when it runs already.</param>
/// <param name="client">How it is reached.</param>
internal sealed class LoadBroker(IBroker? broker, KafkaClientOptions client) : IAsyncDisposable
{
    /// <summary>How it is reached.</summary>
    public KafkaClientOptions Client => client;

    /// <summary>Whether it knows headers and idempotent producers.</summary>
    public bool HasHeaders => broker?.Features.HasFlag(BrokerFeatures.Headers) ?? client.Properties.GetValueOrDefault("api.version.request") != "false";

    /// <summary>Starts the broker, or names the one that runs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="properties">Client properties, <c>name=value</c>.</param>
    public static async Task<LoadBroker> OpenAsync(string name, IEnumerable<string> properties)
    {
        NativeClient.Require();
        IBroker? broker = name switch
        {
            "mock" => await TestBroker.StartAsync(BrokerKind.Mock).ConfigureAwait(false),
            "kafka-0.9" => await TestBroker.StartAsync(BrokerKind.Kafka09).ConfigureAwait(false),
            _ => null,
        };
        var all = new Dictionary<string, string>(broker?.ClientProperties ?? new Dictionary<string, string>());
        foreach (string[] pair in properties.Select(property => property.Split('=', 2))) all[pair[0]] = pair.Length == 2 ? pair[1] : throw new FormatException($"Property {pair[0]} has no value.");
        return new LoadBroker(broker, new KafkaClientOptions { BootstrapServers = broker?.BootstrapServers ?? name, Properties = all });
    }

    /// <summary>Makes a topic on a broker that was started for the run; on another one it must be there.</summary>
    public Task CreateTopicAsync(string topic, int partitions) => broker?.CreateTopicAsync(topic, partitions) ?? Task.CompletedTask;

    /// <summary>Settings of a client over those that reach the broker.</summary>
    public TConfig Over<TConfig>(TConfig own) where TConfig : ClientConfig => client.Over(own);

    public ValueTask DisposeAsync() => broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>How every client reaches the brokers.</summary>
public sealed record KafkaClientOptions
{
    /// <summary>Brokers to start from, <c>host:port</c> separated by commas. Default <c>localhost:9092</c>.</summary>
    public string BootstrapServers { get; init; } = "localhost:9092";

    /// <summary>Name by which brokers know the client, in their logs and quotas. Default <c>lad</c>.</summary>
    public string ClientId { get; init; } = "lad";

    /// <summary>Properties of librdkafka that are passed through as they are: TLS, SASL, compression and all others. They win over what LAD sets itself. Default none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the lines go that the client would print on stderr. Default: nowhere.</summary>
    public KafkaLog Log { get; init; } = KafkaLog.Silent;

    /// <summary>A configuration with these options over <paramref name="own"/>, the ones that a client needs for its work.</summary>
    internal TConfig Over<TConfig>(TConfig own) where TConfig : ClientConfig
    {
        own.BootstrapServers = BootstrapServers;
        own.ClientId = ClientId;
        foreach ((string name, string value) in Properties) own.Set(name, value);
        return own;
    }
}

using Lad.Kafka.Clients;
using Lad.Kafka.Producing;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Producing;

/// <summary>Producers of the product for a test's broker.</summary>
internal static class TestProducers
{
    public static KafkaProducer Sender(this IBroker broker, KafkaProducerOptions? options = null, params (string Name, string Value)[] properties) => new(broker.Sending(options, properties));

    public static KafkaProducerOptions Sending(this IBroker broker, KafkaProducerOptions? options = null, params (string Name, string Value)[] properties) => (options ?? new KafkaProducerOptions()) with
    {
        Client = broker.Options(properties),
        Headers = broker.Features.HasFlag(BrokerFeatures.Headers),
    };

    public static KafkaClientOptions Options(this IBroker broker, params (string Name, string Value)[] properties) => new()
    {
        BootstrapServers = broker.BootstrapServers,
        Properties = broker.ClientProperties.Select(property => (property.Key, property.Value)).Concat(properties).ToDictionary(),
    };
}

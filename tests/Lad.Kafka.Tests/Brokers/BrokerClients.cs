using Confluent.Kafka;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>Plain clients of a broker, for what a test produces and checks by itself.</summary>
internal static class BrokerClients
{
    public static IProducer<byte[], byte[]> Producer(this IBroker broker, ProducerConfig? settings = null) =>
        new ProducerBuilder<byte[], byte[]>(broker.Over(settings ?? new ProducerConfig())).Build();

    public static IConsumer<byte[], byte[]> Consumer(this IBroker broker, ConsumerConfig? settings = null)
    {
        settings ??= new ConsumerConfig();
        settings.GroupId ??= TestBroker.Unique("reader");
        return new ConsumerBuilder<byte[], byte[]>(broker.Over(settings)).Build();
    }

    /// <summary>Settings with those without which the broker cannot be talked to.</summary>
    public static TConfig Over<TConfig>(this IBroker broker, TConfig settings) where TConfig : ClientConfig
    {
        settings.BootstrapServers = broker.BootstrapServers;
        foreach ((string name, string value) in broker.ClientProperties) settings.Set(name, value);
        return settings;
    }
}

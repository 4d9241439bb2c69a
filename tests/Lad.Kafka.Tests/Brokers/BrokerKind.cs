namespace Lad.Kafka.Tests.Brokers;

/// <summary>The brokers that one suite runs against.</summary>
public enum BrokerKind
{
    /// <summary>librdkafka's mock cluster, in process: always there.</summary>
    Mock,

    /// <summary>A real Kafka 0.9.0.1, started where Java and npm are there.</summary>
    Kafka09,

    /// <summary>The broker that <c>LAD_TEST_KAFKA</c> names.</summary>
    Named,
}

using System.CommandLine;

namespace Lad.KafkaLoad.Commands;

/// <summary>How a broker is named on the command line.</summary>
internal static class BrokerOptions
{
    public static Option<string> Broker { get; } = new("--broker")
    {
        DefaultValueFactory = _ => "localhost:9092",
        Description = "host:port, or one that is started for the run: mock (librdkafka's mock cluster) or kafka-0.9 (a real Kafka 0.9.0.1; needs Java and npm).",
    };

    public static Option<string[]> Properties { get; } = new("--property", "-X") { DefaultValueFactory = _ => [], Description = "A client property, name=value; can be repeated." };

    /// <summary>The broker that a command line names.</summary>
    public static Task<LoadBroker> OpenAsync(ParseResult line) => LoadBroker.OpenAsync(line.GetValue(Broker)!, line.GetValue(Properties)!);
}

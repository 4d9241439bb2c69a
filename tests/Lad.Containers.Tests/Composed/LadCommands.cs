using System.Globalization;

namespace Lad.Containers.Tests.Composed;

/// <summary>The command lines of the composed run.</summary>
internal static class LadCommands
{
    /// <summary>Partitions of the topics that have several: each of two scorers gets some.</summary>
    public const int Partitions = 4;

    /// <summary>The data streams that Connect writes: of the connectors' dataset.</summary>
    public const string Scored = "logs-lad.scored-default", Anomalies = "logs-lad.anomalies-default";

    /// <summary>Makes the topics.</summary>
    public static string[] Topics(string brokers) => ["topics", "apply", "--brokers", brokers, "--partitions", Partitions.ToString(CultureInfo.InvariantCulture), "--replication", "1"];

    /// <summary>Makes the data streams.</summary>
    public static string[] Setup(Uri nodes) => ["es", "setup", "--nodes", nodes.ToString(), "--to", "es:" + Scored];

    /// <summary>Publishes a model, once.</summary>
    /// <param name="brokers">The brokers.</param>
    /// <param name="findsOffsetsByTime">Whether the broker does; otherwise all that there is is learned from.</param>
    public static string[] Trainer(string brokers, bool findsOffsetsByTime) =>
        ["trainer", "--once", "--brokers", brokers, "--from", "kafka:lad.logs", "--model", "kafka:lad.models", "--min-records", "1000", "--by-service", "false", "--map", "8x8", "--window", findsOffsetsByTime ? "1h" : "0s"];

    /// <summary>Scores as a member of the group.</summary>
    public static string[] Scorer(string brokers) => ["scorer", "--brokers", brokers, "--from", "kafka:lad.logs", "--model", "kafka:lad.models"];

    /// <summary>Variables of every process.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["Lad__Logging__Format"] = "text",
        ["Lad__Elasticsearch__AnomaliesIndex"] = Anomalies,
    };

    /// <summary>Variables of a scorer.</summary>
    public static Dictionary<string, string> VariablesOf(string scorer) => new(Variables) { ["Lad__Kafka__InstanceId"] = scorer };
}

using Lad.Kafka.Clients;

namespace Lad.Cli.Terminals;

/// <summary>What Kafka's client says, as diagnostics.</summary>
internal static class KafkaLines
{
    /// <summary>A log that writes on the terminal.</summary>
    public static KafkaLog Of(Terminal terminal) => new(line => terminal.Error.WriteLine(Text(line)), terminal.Clock);

    private static string Text(KafkaLogLine line) => line.Repeats == 0 ? $"lad: kafka: {line.Text}" : $"lad: kafka: {line.Text} ({line.Repeats} more like it before)";
}

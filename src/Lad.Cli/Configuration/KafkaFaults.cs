using Lad.Kafka.Clients;

namespace Lad.Cli.Configuration;

/// <summary>What is wrong with Kafka's settings beyond each one's own range.</summary>
internal static class KafkaFaults
{
    /// <summary>All faults, one sentence each.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origin">Where a client property's value came from, by its name.</param>
    public static IEnumerable<string> Of(KafkaSettings settings, Func<string, string> origin)
    {
        foreach (ClientPropertyFault fault in ClientProperties.Faults(settings.Client))
            yield return $"{origin(fault.Name)}: Kafka:Client:{fault.Name} {fault.Reason}{(fault.IsUnknown ? NearestName.Hint(fault.Name, ClientProperties.Names()) : "")}";
        if (settings.IsExactlyOnce && settings.Client.TryGetValue("enable.idempotence", out string? idempotence) && idempotence is not "true")
            yield return "Kafka:Client:enable.idempotence must not be switched off when Kafka:Delivery is exactly-once";
        if (settings.CommitInterval <= TimeSpan.Zero) yield return "Kafka:CommitInterval must be longer than 0s";
        if (settings.DrainDeadline <= TimeSpan.Zero) yield return "Kafka:DrainDeadline must be longer than 0s";
    }
}

using Lad.FactStore.Storage;
using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;

namespace Lad.Cli.Doctor.Machine;

/// <summary>Looks for the native libraries: Kafka's client and SQLite.</summary>
/// <param name="scope">What is looked at.</param>
internal sealed class NativeLibraryCheck(Scope scope)
{
    private static readonly Version CooperativeGroups = new(1, 6);
    private static readonly Version ClosesWhileAssigning = new(2, 3);

    /// <summary>Looks.</summary>
    public Task LookAsync(Findings findings, CancellationToken end)
    {
        Kafka(findings);
        findings.Ok($"SQLite {FactStoreInspection.SqliteVersion()}");
        return Task.CompletedTask;
    }

    private void Kafka(Findings findings)
    {
        try
        {
            var library = NativeLibraryVersion.Read();
            Of(library, findings);
        }
        catch (BusException missing) when (!scope.UsesKafka)
        {
            findings.Skipped(missing.Message.Split(" Install it")[0] + " It is needed for Kafka alone, which no setting names.");
        }
    }

    private void Of(NativeLibraryVersion library, Findings findings)
    {
        string found = $"librdkafka {library.Version}{(library.Path.Length > 0 ? $" ({library.Path})" : "")}, Confluent.Kafka {library.Client}";
        string strategy = scope.Settings.Kafka.Client.GetValueOrDefault("partition.assignment.strategy", "cooperative-sticky");
        bool cooperative = strategy.Contains("cooperative", StringComparison.Ordinal);
        if (cooperative && library.Version < CooperativeGroups)
            findings.Fault($"{found}: it is too old for groups that rebalance step by step (cooperative-sticky, 1.6)", "apt-get install librdkafka1 of a later release, or --kafka-client partition.assignment.strategy=range for all members");
        else if (cooperative && scope.UsesKafka && library.Version < ClosesWhileAssigning)
            findings.Warning($"{found}: before 2.3 a member that is stopped in the middle of a rebalance may end with an abort; nothing is lost, another member goes on", "install librdkafka 2.3 or later, or take the image that brings its own");
        else findings.Ok(found);
    }
}

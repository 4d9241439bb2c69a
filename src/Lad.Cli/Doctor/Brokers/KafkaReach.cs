using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;

namespace Lad.Cli.Doctor.Brokers;

/// <summary>Whether the brokers can be used, found out once for all checks that need them.</summary>
internal sealed class KafkaReach
{
    private readonly Lazy<Task<ClusterMap?>> map;

    /// <param name="scope">What is looked at.</param>
    public KafkaReach(Scope scope)
    {
        Options = scope.Settings.Kafka.ToClientOptions();
        // The checks that wait for it have time left to say so.
        Deadline = scope.Limit * 0.5;
        Inspection = new ClusterInspection(Options, Deadline);
        map = new Lazy<Task<ClusterMap?>>(() => Task.Run(FindAsync));
    }

    /// <summary>How they are reached.</summary>
    public KafkaClientOptions Options { get; }

    /// <summary>How long a question may take.</summary>
    public TimeSpan Deadline { get; }

    /// <summary>Asks them.</summary>
    public ClusterInspection Inspection { get; }

    /// <summary>The brokers and topics; <see langword="null"/> when they cannot be used, which another check has said.</summary>
    public async Task<ClusterMap?> MapAsync(Findings findings)
    {
        ClusterMap? found = await map.Value.ConfigureAwait(false);
        if (found is null) findings.Skipped("the brokers cannot be used: see there");
        return found;
    }

    private async Task<ClusterMap?> FindAsync()
    {
        try
        {
            await KafkaConnection.CheckAsync(Options, [], Deadline).ConfigureAwait(false);
            return await Inspection.MapAsync().ConfigureAwait(false);
        }
        catch (BusException)
        {
            return null;
        }
    }
}

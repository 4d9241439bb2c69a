namespace Lad.Kafka.Producing.Transactions;

/// <summary>When transactions are committed.</summary>
public sealed record KafkaTransactionOptions
{
    /// <summary>How long a transaction is open at most before it is committed, 1 ms to 1 minute. Readers of committed messages see nothing of it until then. Default 100 ms.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Records after which a transaction is committed earlier, at least 1. Default 50,000.</summary>
    public int CommitRecords { get; init; } = 50_000;

    /// <summary>How long one call to the brokers may take before it is repeated, 100 ms to 5 minutes. Default 10 s.</summary>
    public TimeSpan CallDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The <c>transactional.id</c> of a member of a group. With a stable name a restarted process takes over from itself: what the old one left open is aborted at once. Without one the name of the machine
    /// (in a container its own) and the process stand in, and what a killed process left open is aborted when its transaction times out.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="instance">The member's stable name; <see langword="null"/> for none.</param>
    public static string IdOf(string group, string? instance) => $"{group}.{instance ?? $"{Environment.MachineName}-{Environment.ProcessId}"}";

    /// <summary>Everything that is wrong with the options.</summary>
    public IEnumerable<string> Validate()
    {
        if (CommitInterval < TimeSpan.FromMilliseconds(1) || CommitInterval > TimeSpan.FromMinutes(1)) yield return $"The transactions' CommitInterval is {CommitInterval}: it must be 1 ms to 1 minute.";
        if (CommitRecords < 1) yield return $"The transactions' CommitRecords is {CommitRecords}: it must be at least 1.";
        if (CallDeadline < TimeSpan.FromMilliseconds(100) || CallDeadline > TimeSpan.FromMinutes(5)) yield return $"The transactions' CallDeadline is {CallDeadline}: it must be 100 ms to 5 minutes.";
    }
}

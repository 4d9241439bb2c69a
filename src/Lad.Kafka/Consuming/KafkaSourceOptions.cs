using Lad.Kafka.Clients;

namespace Lad.Kafka.Consuming;

/// <summary>What a Kafka source reads and how.</summary>
public sealed record KafkaSourceOptions
{
    /// <summary>How brokers are reached.</summary>
    public KafkaClientOptions Client { get; init; } = new();

    /// <summary>Topics that are read, at least one. A name that starts with <c>^</c> is a regular expression for names.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The consumer group, whose members share the partitions and whose offsets are committed; <see langword="null"/> (the default) reads all partitions and commits nothing.</summary>
    public string? GroupId { get; init; }

    /// <summary>What this member is called across restarts (static membership); <see langword="null"/> (the default) is a new member each time.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Where a partition is read from when it is first assigned. Default <see cref="SourceStart.StoredOrEarliest"/>.</summary>
    public SourceStart Start { get; init; } = SourceStart.StoredOrEarliest;

    /// <summary>Whether the source ends when each partition was read up to where it ended when it was first assigned. Default: it goes on.</summary>
    public bool StopAtEnd { get; init; }

    /// <summary>Whether the <c>traceparent</c> header is read; reading headers costs a little for each one there is. Default true.</summary>
    public bool ReadTraceParent { get; init; } = true;

    /// <summary>Records that may wait for the graph before the source is held back, 2 to 10,000,000. Default 65,536.</summary>
    public int HighWatermarkRecords { get; init; } = 65_536;

    /// <summary>Records at which a source that was held back goes on, below the high mark. Default 16,384. A pause throws away what was fetched ahead: the gap should be wide.</summary>
    public int LowWatermarkRecords { get; init; } = 16_384;

    /// <summary>Bytes that may wait for the graph before the source is held back, 64 KiB to 2 GiB. Default 32 MiB.</summary>
    public long HighWatermarkBytes { get; init; } = 32L << 20;

    /// <summary>Bytes at which a source that was held back goes on, below the high mark. Default 8 MiB.</summary>
    public long LowWatermarkBytes { get; init; } = 8L << 20;

    /// <summary>How long the source waits for the graph before it pauses its partitions, so as not to throw away at every hiccup what was fetched ahead; 0 to 10 s. Default 1 s.</summary>
    public TimeSpan PauseAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one look for records may take, 1 ms to 5 s; records do not wait for it, a stop does. Default 100 ms.</summary>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long what is in flight may take to be acknowledged when partitions are given up, 0 to 4 minutes. Default 20 s.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often offsets are committed, 10 ms to 1 hour. Default 1 s.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the group waits for a member that is silent, 1 s to 30 minutes. Default 30 s, the most that brokers before 0.10.1 take.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a source without a group, or one that is to end, tries to reach a broker before it gives up, 1 s to 1 hour. Default 30 s. One that is to go on tries for ever.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (Topics.Count == 0) faults.Add("Topics is empty: name a topic.");
        if (Topics.Any(string.IsNullOrWhiteSpace)) faults.Add("Topics has an empty name.");
        if (GroupId is { Length: 0 }) faults.Add("GroupId is empty: name the group, or leave it out to read without one.");
        if (InstanceId is not null && GroupId is null) faults.Add($"InstanceId is {InstanceId}: it needs a GroupId.");
        if (HighWatermarkRecords is < 2 or > 10_000_000) faults.Add($"HighWatermarkRecords is {HighWatermarkRecords}: it must be 2 to 10000000.");
        if (LowWatermarkRecords < 0 || LowWatermarkRecords >= HighWatermarkRecords) faults.Add($"LowWatermarkRecords is {LowWatermarkRecords}: it must be below HighWatermarkRecords ({HighWatermarkRecords}).");
        if (HighWatermarkBytes is < 65_536 or > 1L << 31) faults.Add($"HighWatermarkBytes is {HighWatermarkBytes}: it must be 65536 to 2147483648.");
        if (LowWatermarkBytes < 0 || LowWatermarkBytes >= HighWatermarkBytes) faults.Add($"LowWatermarkBytes is {LowWatermarkBytes}: it must be below HighWatermarkBytes ({HighWatermarkBytes}).");
        Within(faults, nameof(PauseAfter), PauseAfter, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Within(faults, nameof(PollTimeout), PollTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
        Within(faults, nameof(DrainDeadline), DrainDeadline, TimeSpan.Zero, TimeSpan.FromMinutes(4));
        Within(faults, nameof(CommitInterval), CommitInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Within(faults, nameof(SessionTimeout), SessionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));
        Within(faults, nameof(ConnectDeadline), ConnectDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return faults;
    }

    private static void Within(List<string> faults, string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most) faults.Add($"{name} is {value}: it must be {least} to {most}.");
    }
}

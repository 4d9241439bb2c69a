namespace Lad.FactStore.Status;

/// <summary>How everything is at a moment. Counters count since the process began: received = stored + duplicates + passed over + refused + what is under way.</summary>
public sealed record PipelineSnapshot
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>New anomalies a second, over the last minute.</summary>
    public required double IngestRate { get; init; }

    /// <summary>When an anomaly was last stored; <see langword="null"/> for not since the process began.</summary>
    public required DateTimeOffset? LastStored { get; init; }

    /// <summary>The latest event time of what was stored since the process began.</summary>
    public required DateTimeOffset? LatestAnomaly { get; init; }

    /// <summary>Records that came in.</summary>
    public required long Received { get; init; }

    /// <summary>Anomalies that were new.</summary>
    public required long Stored { get; init; }

    /// <summary>Anomalies that were there already: they were delivered again.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Verdicts that are no anomalies.</summary>
    public required long PassedOver { get; init; }

    /// <summary>Records that could not be read.</summary>
    public required long Refused { get; init; }

    /// <summary>Anomalies of <c>lad run --ui</c> that are in its output, but not in the store: they came faster than the database took them.</summary>
    public required long LeftOut { get; init; }

    /// <summary>Sessions that people opened.</summary>
    public long SignIns { get; init; }

    /// <summary>People and programs that were not let in.</summary>
    public long RefusedSignIns { get; init; }

    /// <summary>Why records could not be read, the latest first; not of all.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>Feedback that is still to be published; <see langword="null"/> when nobody said.</summary>
    public required OutboxStatus? Outbox { get; init; }

    /// <summary>What the parts said of themselves, by name.</summary>
    public required IReadOnlyList<PartStatus> Parts { get; init; }

    /// <summary>Whether all parts are well.</summary>
    public bool IsWell => Parts.All(part => part.IsWell);
}

/// <summary>How a part is.</summary>
/// <param name="Name">The part.</param>
/// <param name="IsWell">Whether it does its work.</param>
/// <param name="Sentence">How it is, for people.</param>
/// <param name="Since">Since when it has been well, or not.</param>
/// <param name="At">When it last said so.</param>
public sealed record PartStatus(string Name, bool IsWell, string Sentence, DateTimeOffset Since, DateTimeOffset At);

/// <summary>A record that could not be read.</summary>
/// <param name="At">When it came.</param>
/// <param name="Place">Where it was: stream and offset.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record Refusal(DateTimeOffset At, string Place, string Reason);

/// <summary>Feedback that is still to be published.</summary>
/// <param name="Entries">Entries in the outbox.</param>
/// <param name="Age">How long the oldest has been there.</param>
public sealed record OutboxStatus(long Entries, TimeSpan Age);

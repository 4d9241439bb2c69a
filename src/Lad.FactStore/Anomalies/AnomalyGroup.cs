using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Anomalies;

/// <summary>All anomalies of a template in a service, since the first that was seen; older than the samples that are kept.</summary>
public sealed record AnomalyGroup
{
    /// <summary>Which.</summary>
    public required GroupKey Key { get; init; }

    /// <summary>The template, as the latest anomaly has it.</summary>
    public required string Template { get; init; }

    /// <summary>The highest level that was seen; empty when none was.</summary>
    public required string Level { get; init; }

    /// <summary>Event time of the first.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Event time of the last.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>Of these, those that did not alert.</summary>
    public required long Suppressed { get; init; }

    /// <summary>The smallest score.</summary>
    public required double LowestScore { get; init; }

    /// <summary>The largest score.</summary>
    public required double HighestScore { get; init; }

    /// <summary>The latest anomaly.</summary>
    public required AnomalyRecord Latest { get; init; }

    /// <summary>What people said of the template; <see langword="null"/> when nothing is in force.</summary>
    public FeedbackState? Feedback { get; init; }

    /// <summary>Anomalies in each of the last equal intervals, the oldest first; empty unless asked for.</summary>
    public IReadOnlyList<long> Sparkline { get; init; } = [];
}

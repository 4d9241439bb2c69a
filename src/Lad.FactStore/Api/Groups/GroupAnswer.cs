using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Anomalies;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Requests;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Api.Groups;

/// <summary>All anomalies of a template in a service.</summary>
public sealed record GroupAnswer
{
    /// <summary>The template's identity, 16 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The service; absent for anomalies that name none.</summary>
    public string? Service { get; init; }

    /// <summary>The template, as the latest anomaly has it.</summary>
    public required string Template { get; init; }

    /// <summary>The highest level that was seen; absent when none was.</summary>
    public string? Level { get; init; }

    /// <summary>Event time of the first anomaly.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Event time of the last anomaly.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>How many there were.</summary>
    public required long Count { get; init; }

    /// <summary>Of these, those that did not alert.</summary>
    public required long Suppressed { get; init; }

    /// <summary>The smallest score.</summary>
    public required double LowestScore { get; init; }

    /// <summary>The largest score.</summary>
    public required double HighestScore { get; init; }

    /// <summary>The latest anomaly.</summary>
    public required AnomalyAnswer Latest { get; init; }

    /// <summary>What people said of the template; absent when nothing is in force.</summary>
    public FeedbackState? Feedback { get; init; }

    /// <summary>Anomalies in each of equal intervals that end now, the oldest first; absent unless asked for.</summary>
    public IReadOnlyList<long>? Sparkline { get; init; }

    internal static GroupAnswer Of(AnomalyGroup group) => new()
    {
        Fingerprint = FingerprintText.Write(group.Key.Fingerprint),
        Service = Present.Of(group.Key.Service),
        Template = group.Template,
        Level = Present.Of(group.Level),
        FirstSeen = group.FirstSeen,
        LastSeen = group.LastSeen,
        Count = group.Count,
        Suppressed = group.Suppressed,
        LowestScore = group.LowestScore,
        HighestScore = group.HighestScore,
        Latest = AnomalyAnswer.Of(group.Latest),
        Feedback = group.Feedback is { IsEmpty: false } state ? state : null,
        Sparkline = group.Sparkline.Count == 0 ? null : group.Sparkline,
    };
}

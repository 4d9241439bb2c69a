namespace Lad.Pipeline.Feedback;

/// <summary>What a person says of a fingerprint. In JSON and on the command line: <c>false-positive</c>, <c>true-positive</c>, <c>snooze</c>, <c>schedule</c>, <c>retraction</c>.</summary>
public enum FeedbackKind
{
    /// <summary>It is normal: it does not alert, and the next model learns it.</summary>
    FalsePositive,

    /// <summary>It is an anomaly indeed: it alerts, and no model learns it.</summary>
    TruePositive,

    /// <summary>It does not alert until a time.</summary>
    Snooze,

    /// <summary>It does not alert at certain hours: a nightly job, say.</summary>
    Schedule,

    /// <summary>An earlier statement no longer holds.</summary>
    Retraction,
}

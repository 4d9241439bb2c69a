namespace Lad.Pipeline.Limits;

/// <summary>Why an anomaly does not alert. It never changes the score, nor that the record is an anomaly.</summary>
public enum Suppression : byte
{
    /// <summary>It does alert.</summary>
    None,

    /// <summary>Its window holds larger anomalies, as many as the limit allows.</summary>
    WindowLimit,

    /// <summary>People said that it is none.</summary>
    FalsePositive,

    /// <summary>People want to hear nothing of it until a later time.</summary>
    Snooze,

    /// <summary>People want to hear nothing of it at such hours.</summary>
    Schedule,
}

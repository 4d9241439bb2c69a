namespace Lad.Pipeline.Limits;

/// <summary>Why an anomaly does not alert. It never changes the score, nor that the record is an anomaly.</summary>
public enum Suppression : byte
{
    /// <summary>It does alert.</summary>
    None,

    /// <summary>Its window holds larger anomalies, as many as the limit allows.</summary>
    WindowLimit,
}

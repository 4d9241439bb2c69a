namespace Lad.Kafka.Producing;

/// <summary>Where a verdict goes.</summary>
[Flags]
internal enum VerdictTopics
{
    None = 0,
    Scored = 1,
    Anomalies = 2,
}

namespace Lad.Detection.Training;

/// <summary>What training met and how well its parts fit.</summary>
public sealed record TrainingReport
{
    /// <summary>Distinct masked messages.</summary>
    public long DistinctMessages { get; init; }

    /// <summary>Records that were counted but not learned from, because there were too many distinct messages.</summary>
    public long OverflowRecords { get; init; }

    /// <summary>Mean distance of the map's training vectors to their best-matching units.</summary>
    public double QuantizationError { get; init; }

    /// <summary>Share of the map's training vectors whose best and second-best units are not neighbours, 0 to 1.</summary>
    public double TopographicError { get; init; }

    /// <summary>Share of the held-back records whose template no other training record had, 0 to 1.</summary>
    public double NewTemplateRate { get; init; }

    /// <summary>Share of the held-back records that the threshold calls anomalies, 0 to 1.</summary>
    public double HeldBackAlarmRate { get; init; }
}

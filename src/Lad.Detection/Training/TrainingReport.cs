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

    /// <summary>Share of the records whose template no other record had, 0 to 1: how many of the next records will have a new one.</summary>
    public double NewTemplateRate { get; init; }

    /// <summary>Share of the records, each left out of what was learned, that the threshold calls anomalies, 0 to 1.</summary>
    public double HeldBackAlarmRate { get; init; }
}

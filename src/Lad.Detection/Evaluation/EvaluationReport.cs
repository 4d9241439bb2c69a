namespace Lad.Detection.Evaluation;

/// <summary>How well a model tells anomalies from the rest.</summary>
public sealed record EvaluationReport
{
    /// <summary>What was judged: <c>line</c> or <c>session</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Units that were scored.</summary>
    public required int Units { get; init; }

    /// <summary>Scored units that are anomalies.</summary>
    public required int Anomalies { get; init; }

    /// <summary>Records that the model was learned from.</summary>
    public required long TrainingRecords { get; init; }

    /// <summary>Records that were scored.</summary>
    public required int ScoredRecords { get; init; }

    /// <summary>What the model's own threshold gets right and wrong.</summary>
    public required Confusion AtThreshold { get; init; }

    /// <summary>What the best threshold of all would get right and wrong.</summary>
    public required Confusion Best { get; init; }

    /// <summary>Area under the receiver operating characteristic; <see langword="null"/> when only one kind of unit was scored.</summary>
    public required double? RocAuc { get; init; }

    /// <summary>Average precision; <see langword="null"/> when no anomaly was scored.</summary>
    public required double? AveragePrecision { get; init; }

    /// <summary>Judges scores against labels.</summary>
    /// <param name="unit">What was judged.</param>
    /// <param name="scores">One score a unit.</param>
    /// <param name="labels">Whether each unit is an anomaly.</param>
    /// <param name="threshold">The model's threshold.</param>
    /// <param name="trainingRecords">Records that the model was learned from.</param>
    /// <param name="scoredRecords">Records that were scored.</param>
    public static EvaluationReport Of(string unit, ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double threshold, long trainingRecords, int scoredRecords)
    {
        double auc = RankingMetrics.RocAuc(scores, labels), precision = RankingMetrics.AveragePrecision(scores, labels);
        return new EvaluationReport
        {
            Unit = unit,
            Units = scores.Length,
            Anomalies = labels.Count(true),
            TrainingRecords = trainingRecords,
            ScoredRecords = scoredRecords,
            AtThreshold = Confusion.At(threshold, scores, labels),
            Best = Confusion.Best(scores, labels),
            RocAuc = double.IsNaN(auc) ? null : auc,
            AveragePrecision = double.IsNaN(precision) ? null : precision,
        };
    }
}

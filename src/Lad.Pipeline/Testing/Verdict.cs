using System.Text;
using Lad.Detection.Explaining;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Testing;

/// <summary>What the graph said of one record, copied out of its batch.</summary>
public sealed record Verdict
{
    /// <summary>Where the record's stream had it.</summary>
    public required long Offset { get; init; }

    /// <summary>The text that was scored.</summary>
    public required string Message { get; init; }

    /// <summary>Identity of its template.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Whether the score exceeds the threshold.</summary>
    public required bool IsAnomaly { get; init; }

    /// <summary>Why the anomaly does not alert.</summary>
    public required Suppression Suppression { get; init; }

    /// <summary>Number of the statement by which the anomaly does not alert; 0 for none.</summary>
    public long Statement { get; init; }

    /// <summary>Name of the model that made the verdict.</summary>
    public required string ModelName { get; init; }

    /// <summary>Version of the model that made the verdict.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>What is noteworthy about the record.</summary>
    public required RecordFlags Flags { get; init; }

    /// <summary>Event time in UTC ticks, or when the record was observed.</summary>
    public required long TimeTicks { get; init; }

    /// <summary>Why, for anomalies.</summary>
    public Explanation? Explanation { get; init; }

    internal static Verdict Of(RecordBatch batch, int index) => new()
    {
        Offset = batch.Positions[index].Offset,
        Message = Encoding.UTF8.GetString(batch.Message(index)),
        Fingerprint = batch.Assessments[index].Fingerprint,
        Score = batch.Assessments[index].Score,
        IsAnomaly = batch.Assessments[index].IsAnomaly,
        Suppression = batch.Suppressions[index],
        Statement = batch.Statements[index],
        ModelName = batch.DetectorOf(index)!.Model.Metadata.Name,
        ModelVersion = batch.DetectorOf(index)!.Model.Metadata.Version,
        Flags = batch.Flags[index],
        TimeTicks = batch.TimeTicks(index),
        Explanation = batch.Explanations[index],
    };
}

using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>Closes the books on each record that came through, and says of each anomaly why it is one.</summary>
public sealed class VerdictStage : RecordStage
{
    private readonly ExplanationCache explanations = new();

    /// <inheritdoc/>
    public override string Name => "verdict";

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        for (; index < count; index++)
        {
            if (batch.Outcomes[index] != RecordOutcome.Pending) continue;
            if (batch.Assessments[index].IsAnomaly) batch.Explain(index, explanations.Get(batch, index));
            batch.Outcomes[index] = RecordOutcome.Scored;
        }
    }
}

using Lad.Detection;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>Scores each message that was encoded.</summary>
public sealed class ScoreStage : RecordStage
{
    /// <inheritdoc/>
    public override string Name => "score";

    /// <inheritdoc/>
    protected override int Items(RecordBatch batch) => batch.Vectors.Count;

    /// <inheritdoc/>
    protected override int RecordAt(RecordBatch batch, int item) => batch.Vectors.RecordOf(item);

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        Detector detector = batch.Detector!;
        for (; index < count; index++)
        {
            int record = batch.Vectors.RecordOf(index);
            if (batch.Outcomes[record] == RecordOutcome.Pending) detector.Score(batch.Vectors[index], ref batch.Assessments[record]);
        }
    }
}

using Lad.Detection;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>
/// Recalls what the detector said of an equal message before; a message that it does not remember is matched to its template and gets a vector. Later stages
/// then look at those vectors only.
/// </summary>
public sealed class EncodeStage : RecordStage
{
    /// <inheritdoc/>
    public override string Name => "encode";

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        Detector detector = batch.Detector!;
        DetectorScratch scratch = batch.Scratch!;
        int dimension = detector.Model.Map.Dimension;
        Assessment[] assessments = batch.Assessments;
        for (; index < count; index++)
        {
            if (batch.Outcomes[index] != RecordOutcome.Pending || scratch.TryRecall(batch.Keys[index], out assessments[index])) continue;
            assessments[index] = default;
            detector.Encode(batch.Message(index), scratch, batch.Vectors.Add(index, dimension), ref assessments[index]);
        }
    }
}

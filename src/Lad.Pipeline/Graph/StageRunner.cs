using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;
using Lad.Pipeline.Stages;

namespace Lad.Pipeline.Graph;

/// <summary>
/// Takes a batch through a row of stages on the calling thread: chooses the model once for the batch, lends it a scratch, and counts.
/// One hop between threads for the whole row costs less than one for each stage, and the batch stays in the processor's cache.
/// </summary>
internal sealed class StageRunner(ModelSlot models, ScratchPool scratches, IStage[] stages, GraphCounters counters)
{
    private readonly StageCounters[] counters = [.. stages.Select(stage => counters.AddStage(stage.Name))];

    /// <exception cref="NoModelException">There is no model in force.</exception>
    public RecordBatch Run(RecordBatch batch)
    {
        batch.Detector ??= models.Current ?? throw new NoModelException();
        batch.Scratch = scratches.Rent(batch.Detector);
        int pending = batch.Count - batch.Rejections.Count - batch.FilteredCount;
        for (int i = 0; i < stages.Length; i++)
        {
            int filtered = batch.FilteredCount;
            int rejected = batch.Rejections.Count;
            stages[i].Process(batch);
            filtered = batch.FilteredCount - filtered;
            rejected = batch.Rejections.Count - rejected;
            counters[i].Add(pending, filtered, rejected);
            pending -= filtered + rejected;
        }
        scratches.Return(batch.Scratch);
        batch.Scratch = null;
        return batch;
    }
}

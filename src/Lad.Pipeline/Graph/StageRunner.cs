using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>
/// Takes a batch through a row of stages on the calling thread: chooses the models and the feedback once for the batch, lends it a scratch, and counts.
/// One hop between threads for the whole row costs less than one for each stage, and the batch stays in the processor's cache.
/// </summary>
internal sealed class StageRunner
{
    private readonly IModelsInForce models;
    private readonly FeedbackSlot? feedback;
    private readonly ScratchPool scratches;
    private readonly IStage[] stages;
    private readonly StageCounters[] counters;
    private readonly GraphWatch? watch;
    private readonly int byModel;
    private readonly int behind;
    private readonly int written;

    public StageRunner(IModelsInForce models, ScratchPool scratches, IStage[] stages, GraphCounters counters, FeedbackSlot? feedback = null, GraphWatch? watch = null)
    {
        this.watch = watch;
        this.models = models;
        this.feedback = feedback;
        this.scratches = scratches;
        this.stages = stages;
        this.counters = [.. stages.Select(stage => counters.AddStage(stage.Name))];
        behind = Array.FindLastIndex(stages, stage => stage.WorksByModel) + 1;
        int render = Array.FindIndex(stages, stage => stage is RenderStage);
        written = render < behind ? stages.Length : render;
        byModel = behind == 0 ? 0 : Array.FindIndex(stages, stage => stage.WorksByModel);
    }

    /// <exception cref="NoModelException">There is no model in force for a record.</exception>
    public RecordBatch Run(RecordBatch batch)
    {
        int pending = batch.Count - batch.Rejections.Count - batch.FilteredCount;
        batch.Scratch = scratches.Rent();
        try
        {
            if (feedback is not null) batch.Feedback = feedback.Current;
            pending = Run(batch, 0, byModel, pending);
            if (byModel < behind) pending = RunByModel(batch, pending);
            pending = Run(batch, behind, written, pending);
            watch?.Judged(batch);
            Run(batch, written, stages.Length, pending);
            return batch;
        }
        finally
        {
            // The run may go on after a batch on which a stage failed: what the scratch remembers is still good.
            scratches.Return(batch.Scratch);
            batch.Scratch = null;
        }
    }

    private int RunByModel(RecordBatch batch, int pending)
    {
        if (!Routing.Choose(batch, models.InForce)) return Run(batch, byModel, behind, pending);
        Routing.Hold(batch);
        int passed = 0;
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Waiting) passed += Run(batch, byModel, behind, Routing.BringUp(batch, i));
        batch.SortRejections();
        return passed;
    }

    private int Run(RecordBatch batch, int from, int to, int pending)
    {
        long begun = watch?.Now ?? 0;
        for (int i = from; i < to; i++)
        {
            int filtered = batch.FilteredCount;
            int rejected = batch.Rejections.Count;
            try
            {
                stages[i].Process(batch);
            }
            catch
            {
                counters[i].Add(pending, 0, pending);
                batch.FailedStage = stages[i].Name;
                throw;
            }
            if (watch is not null) begun = watch.Worked(batch, i, begun);
            filtered = batch.FilteredCount - filtered;
            rejected = batch.Rejections.Count - rejected;
            counters[i].Add(pending, filtered, rejected);
            pending -= filtered + rejected;
        }
        return pending;
    }
}

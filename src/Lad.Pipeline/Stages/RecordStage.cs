using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>A stage that takes one record after the other. A record on which it throws becomes a dead letter; the others go on.</summary>
public abstract class RecordStage : IStage
{
    /// <summary>Code of the dead letters that an unexpected exception makes.</summary>
    public const string FailureCode = "stage-failed";

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual bool WorksByModel => true;

    /// <inheritdoc/>
    public void Process(RecordBatch batch)
    {
        int index = 0;
        int count = Items(batch);
        while (index < count)
        {
            try
            {
                Process(batch, ref index, count);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                batch.Reject(RecordAt(batch, index), FailureCode, $"{Name}: {failure.GetType().Name}: {failure.Message}");
                index++;
            }
        }
    }

    /// <summary>Items to go through: the batch's records, unless the stage walks another column.</summary>
    protected virtual int Items(RecordBatch batch) => batch.Count;

    /// <summary>The record that an item belongs to.</summary>
    protected virtual int RecordAt(RecordBatch batch, int item) => item;

    /// <summary>
    /// Works on the items from <paramref name="index"/> to <paramref name="count"/>, moving <paramref name="index"/> on after each: when an exception
    /// leaves the loop, it names the culprit.
    /// </summary>
    protected abstract void Process(RecordBatch batch, ref int index, int count);
}

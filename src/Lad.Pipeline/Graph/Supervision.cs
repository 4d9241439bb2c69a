using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;
using Lad.Pipeline.Stages;

namespace Lad.Pipeline.Graph;

/// <summary>
/// Decides what becomes of batches on which a stage failed as a whole. One such batch is poisoned: its records become dead letters, and the run goes on. Several in a row mean that the stage is broken and not the batches:
/// the run ends, before all that comes has become a dead letter. Asked in the order of reading, by one caller at a time.
/// </summary>
/// <param name="most">Poisoned batches in a row that are put up with.</param>
internal sealed class Supervision(int most)
{
    private int inARow;

    /// <summary>Whether the run ends at once, whichever batches came before: no batch can be blamed.</summary>
    public bool IsFinal(Exception failure) => most == 0 || failure is NoModelException or OutOfMemoryException;

    /// <summary>Takes note of a batch whose turn has come, and makes dead letters of a poisoned one's records.</summary>
    /// <returns>Whether the run goes on with the batch.</returns>
    public bool Accepts(RecordBatch batch)
    {
        if (batch.Failure is not { } failure)
        {
            inARow = 0;
            return true;
        }
        if (IsFinal(failure.SourceException) || ++inARow > most) return false;
        batch.RejectAll(RecordStage.FailureCode, $"{batch.FailedStage}: {failure.SourceException.GetType().Name}: {failure.SourceException.Message}");
        return true;
    }
}

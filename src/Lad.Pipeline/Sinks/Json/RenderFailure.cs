using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>What becomes of a record whose verdict cannot be written.</summary>
internal static class RenderFailure
{
    /// <summary>Rejects the record in its batch and takes back what was written of it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="index">The record.</param>
    /// <param name="output">What it was written to.</param>
    /// <param name="start">Where it began.</param>
    /// <param name="failure">Why it cannot be written.</param>
    public static void Reject(RecordBatch batch, int index, OutputBuffer output, int start, Exception failure)
    {
        output.Truncate(start);
        batch.Reject(index, Stages.RecordStage.FailureCode, $"render: {failure.GetType().Name}: {failure.Message}");
    }
}

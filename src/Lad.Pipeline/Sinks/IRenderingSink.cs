using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>A sink whose output for a batch can be made before the batch's turn comes, next to the other stages and on many threads.</summary>
public interface IRenderingSink : IVerdictSink
{
    /// <summary>
    /// Makes the output for <paramref name="batch"/> and leaves it in <see cref="RecordBatch.Outputs"/>. Called before <see cref="IVerdictSink.WriteAsync"/>, by
    /// several threads for different batches; once more for the same batch when a limit changed what alerts in it, and what it left before is then replaced. A record that cannot be rendered is rejected in the batch.
    /// </summary>
    void Render(RecordBatch batch);
}

using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Stages;

/// <summary>Has a sink make its output, on whatever thread the batch is at the time.</summary>
/// <param name="sink">The sink.</param>
public sealed class RenderStage(IRenderingSink sink) : IStage
{
    /// <inheritdoc/>
    public bool WorksByModel => false;

    /// <inheritdoc/>
    public string Name => "render";

    /// <inheritdoc/>
    public void Process(RecordBatch batch) => sink.Render(batch);
}

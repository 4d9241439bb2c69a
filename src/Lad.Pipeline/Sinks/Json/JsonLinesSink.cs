using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Writes verdicts as JSON lines to a stream: rendered next to the other stages, handed over by one write for each batch.</summary>
/// <param name="name">What an operator calls the sink.</param>
/// <param name="stream">Where lines go; not buffered. The sink disposes of it.</param>
/// <param name="emit">Which verdicts are written; all unless asked otherwise.</param>
/// <param name="writer">Writes each verdict's object; scored records unless asked otherwise.</param>
public sealed class JsonLinesSink(string name, Stream stream, Emit? emit = null, IVerdictWriter? writer = null) : IRenderingSink
{
    private readonly IVerdictWriter writer = writer ?? new ScoredRecordWriter();
    private readonly Emit emit = emit ?? Emit.All;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Render(RecordBatch batch) => writer.Write(batch, emit, batch.Outputs.Prepare(this));

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => batch.Outputs.WriteTo(stream, this, Name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}

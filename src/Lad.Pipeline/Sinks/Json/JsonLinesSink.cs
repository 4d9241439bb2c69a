using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>
/// Writes verdicts as JSON lines to a stream. Each batch is handed to the operating system by one write when its turn comes: nothing lingers in a buffer, so that a pipe's reader
/// sees a verdict as soon as it is there.
/// </summary>
/// <param name="name">What an operator calls the sink.</param>
/// <param name="stream">Where lines go; not buffered. The sink disposes of it.</param>
/// <param name="emit">Which verdicts are written; all unless asked otherwise.</param>
public sealed class JsonLinesSink(string name, Stream stream, Emit? emit = null) : IRenderingSink
{
    private readonly ScoredRecordWriter writer = new();
    private readonly Emit emit = emit ?? Emit.All;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Render(RecordBatch batch) => writer.Write(batch, emit, batch.Outputs.Prepare(this));

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        OutputBuffer output = batch.Outputs.Prepared(this) ?? throw new InvalidOperationException($"{Name}: the batch was not rendered before it was written.");
        if (output.Length == 0) return ValueTask.CompletedTask;
        try
        {
            // Files and pipes have no asynchronous write: the runtime would only hand this one to another thread.
            stream.Write(output.Written.Span);
            stream.Flush();
            return ValueTask.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw SinkException.Writing(Name, failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}

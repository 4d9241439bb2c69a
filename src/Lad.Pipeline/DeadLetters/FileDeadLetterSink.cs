using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.DeadLetters;

/// <summary>
/// Keeps dead letters as JSON lines at the end of a file, one <see cref="DeadLetterEnvelope"/> each. One write a batch.
/// </summary>
public sealed class FileDeadLetterSink : IDeadLetterSink
{
    private readonly OutputBuffer output = new();
    private readonly FileStream file;

    /// <summary>Opens the file; it is made if it does not exist.</summary>
    /// <exception cref="SinkException">It cannot be opened; says why.</exception>
    public FileDeadLetterSink(string path)
    {
        Name = $"file:{path}";
        file = OutputFile.Open(path, append: true);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        output.Clear();
        foreach (Rejection rejection in batch.Rejections)
        {
            DeadLetterEnvelope.Append(batch, rejection, output);
            output.Append((byte)'\n');
        }
        try
        {
            file.Write(output.Written.Span);
            return ValueTask.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            throw SinkException.Writing(Name, failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();
}

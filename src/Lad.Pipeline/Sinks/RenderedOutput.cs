using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>Hands what a sink rendered for a batch to the operating system.</summary>
internal static class RenderedOutput
{
    /// <summary>Writes at once and whole: nothing lingers in a buffer, so that a pipe's reader sees a verdict as soon as it is there.</summary>
    /// <exception cref="SinkException">The stream cannot take it.</exception>
    public static ValueTask WriteTo(this BatchOutputs outputs, Stream stream, IRenderingSink sink, string name)
    {
        OutputBuffer output = outputs.Prepared(sink) ?? throw new InvalidOperationException($"{name}: the batch was not rendered before it was written.");
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
            throw SinkException.Writing(name, failure);
        }
    }
}

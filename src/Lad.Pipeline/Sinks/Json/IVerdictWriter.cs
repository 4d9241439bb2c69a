using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Writes verdicts as JSON objects; safe for several threads.</summary>
public interface IVerdictWriter
{
    /// <summary>Appends the verdict on one record as one JSON object without a line's end.</summary>
    /// <param name="batch">A batch whose stages are done; its scratch is there.</param>
    /// <param name="index">A scored record.</param>
    /// <param name="output">Receives the object.</param>
    /// <returns><see langword="false"/> when it cannot be written: it is rejected in the batch and leaves no trace in the output.</returns>
    bool TryWriteObject(RecordBatch batch, int index, OutputBuffer output);
}

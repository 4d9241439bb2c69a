using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>Verdicts as JSON lines.</summary>
internal static class VerdictLines
{
    /// <summary>
    /// Appends the verdicts of a batch that <paramref name="emit"/> includes, one object a line. A record that cannot be written is rejected in the batch and leaves no trace in the output.
    /// </summary>
    /// <param name="writer">Writes the objects.</param>
    /// <param name="batch">A batch whose stages are done; its scratch is there.</param>
    /// <param name="emit">Which verdicts are written.</param>
    /// <param name="output">Receives the lines.</param>
    public static void Write(this IVerdictWriter writer, RecordBatch batch, Emit emit, OutputBuffer output)
    {
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && emit.Includes(batch, i) && writer.TryWriteObject(batch, i, output)) output.Append((byte)'\n');
    }
}

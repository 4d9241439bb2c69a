namespace Lad.Pipeline.Graph;

/// <summary>An engine that runs the stages between a source and a sink.</summary>
public interface IScoringGraph
{
    /// <summary>What the current or last run counts.</summary>
    GraphCounters Counters { get; }

    /// <summary>
    /// Reads, scores, delivers and acknowledges until the source ends or <paramref name="stop"/> is cancelled; a stopped graph reads no further, finishes
    /// what is in flight within <see cref="GraphOptions.DrainDeadline"/>, and returns. For one run.
    /// </summary>
    /// <exception cref="Exception">
    /// Whatever made a stage, the source, a sink or an acknowledgement fail, as it was thrown. Records that were not acknowledged will be read again.
    /// </exception>
    Task<GraphReport> RunAsync(GraphEnds ends, CancellationToken stop);
}

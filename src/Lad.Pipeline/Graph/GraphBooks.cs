namespace Lad.Pipeline.Graph;

/// <summary>What became of the records of a graph, as of one look: it balances, whatever went on meanwhile.</summary>
/// <param name="Received">Records that the source gave.</param>
/// <param name="Scored">Records whose verdict was delivered.</param>
/// <param name="DeadLettered">Records that were kept as dead letters.</param>
/// <param name="Filtered">Records that were left out on purpose.</param>
public readonly record struct GraphBooks(long Received, long Scored, long DeadLettered, long Filtered)
{
    /// <summary>Records that were read and are neither delivered nor left out yet.</summary>
    public long InFlight => Received - Scored - DeadLettered - Filtered;
}

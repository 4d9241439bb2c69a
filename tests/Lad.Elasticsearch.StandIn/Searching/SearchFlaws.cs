namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>What is wrong with the answer to a search.</summary>
/// <param name="TimedOut">It says that it timed out.</param>
/// <param name="FailedShards">The first shards that are left out as failed.</param>
/// <param name="Always">Whether partial results are given also to those who do not allow them.</param>
internal readonly record struct SearchFlaws(bool TimedOut, int FailedShards, bool Always)
{
    public bool Any => TimedOut || FailedShards > 0;
}

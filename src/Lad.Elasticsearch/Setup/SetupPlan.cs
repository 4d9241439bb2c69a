namespace Lad.Elasticsearch.Setup;

/// <summary>What verdicts need in a cluster, and how it is there.</summary>
/// <param name="Items">In the order in which they are made.</param>
public sealed record SetupPlan(IReadOnlyList<SetupItem> Items)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsDone => Items.All(item => !item.IsToDo);
}

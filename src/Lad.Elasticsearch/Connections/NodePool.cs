namespace Lad.Elasticsearch.Connections;

/// <summary>Takes nodes in turn. One that cannot be reached is left out, each time for longer, and said once, as is its return. Safe for several threads.</summary>
/// <param name="nodes">All nodes.</param>
/// <param name="clock">Measures how long one is left out.</param>
/// <param name="say">Is told.</param>
internal sealed class NodePool(IReadOnlyList<Node> nodes, TimeProvider clock, Action<string> say) : IDisposable
{
    private static readonly TimeSpan FirstPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Absence[] absences = new Absence[nodes.Count];
    private int turn = -1;

    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>
    /// The nodes to be tried for one request, one after the other: those that are there, in turn; then one of those left out, the one due first, so that a request does not wait for every
    /// dead node.
    /// </summary>
    public IEnumerable<Node> Round()
    {
        var tried = new bool[nodes.Count];
        while (Next(tried, absent: false) is { } there) yield return nodes[there];
        if (Next(tried, absent: true) is { } due) yield return nodes[due];
    }

    /// <summary>A node has answered.</summary>
    public void Reached(Node node)
    {
        lock (gate)
        {
            ref Absence absence = ref absences[IndexOf(node)];
            if (absence.Times == 0) return;
            absence = default;
        }
        if (nodes.Count > 1) say($"{node.Name} is back");
    }

    /// <summary>A node could not be reached.</summary>
    public void Missed(Node node, string reason)
    {
        int times;
        lock (gate)
        {
            ref Absence absence = ref absences[IndexOf(node)];
            times = absence.Times + 1;
            TimeSpan period = TimeSpan.FromTicks(Math.Min(FirstPeriod.Ticks << Math.Min(times - 1, 10), LongestPeriod.Ticks));
            absence = new Absence(times, clock.GetTimestamp() + (long)(period.TotalSeconds * clock.TimestampFrequency));
        }
        if (times == 1 && nodes.Count > 1) say($"{reason} The other nodes go on without it, and it is tried again from time to time.");
    }

    public void Dispose()
    {
        foreach (Node node in nodes) node.Dispose();
    }

    private int? Next(bool[] tried, bool absent)
    {
        lock (gate)
        {
            long now = clock.GetTimestamp();
            int? next = null;
            for (int step = 1; step <= nodes.Count; step++)
            {
                int node = (turn + step) % nodes.Count;
                if (tried[node] || (!absent && absences[node].Until > now)) continue;
                if (next is null || (absent && absences[node].Until < absences[next.Value].Until)) next = node;
            }
            if (next is not { } taken) return null;
            tried[taken] = true;
            if (!absent) turn = taken;
            return taken;
        }
    }

    private int IndexOf(Node node)
    {
        for (int i = 0; i < nodes.Count; i++)
            if (nodes[i] == node) return i;
        throw new ArgumentException($"{node.Name} is not one of these nodes.", nameof(node));
    }

    private readonly record struct Absence(int Times, long Until);
}

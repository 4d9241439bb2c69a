namespace Lad.Cli.Health;

/// <summary>Keeps what probes are told of an index that is followed: while the cluster is away nothing is read, and that is not ready. Thread-safe.</summary>
/// <param name="health">Is told.</param>
/// <param name="source">The source's name.</param>
internal sealed class IndexHealth(ServiceHealth health, string source)
{
    private int isAway;

    /// <summary>A request has failed and is tried again, or one has worked.</summary>
    /// <param name="reason">Why it failed; <see langword="null"/>: it worked.</param>
    public void Tell(string? reason)
    {
        if (reason is not null)
        {
            Volatile.Write(ref isAway, 1);
            health.Lacks(HealthPart.Input, "waiting", reason);
        }
        else if (Interlocked.Exchange(ref isAway, 0) == 1)
        {
            health.Has(HealthPart.Input, $"reading {source}");
        }
    }
}

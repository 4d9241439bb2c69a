using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Failing;

/// <summary>Which requests a fault hits.</summary>
/// <param name="Fault">The fault.</param>
public sealed record FaultRule(RequestFault Fault)
{
    private int hits;

    /// <summary>Which requests it is for; default: all.</summary>
    public Func<ApiRequest, bool> When { get; init; } = static _ => true;

    /// <summary>How often it hits at most. Default: no end.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The share of the requests that it hits, 0 to 1, by seeded chance. Default all.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How often it has hit.</summary>
    public int Hits => Volatile.Read(ref hits);

    internal void Hit() => Interlocked.Increment(ref hits);
}

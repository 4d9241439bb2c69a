using System.Text;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Failing;

/// <summary>What goes wrong; may be changed while the server runs. Safe for several threads.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly Random random;
    private readonly List<FaultRule> rules = [];
    private volatile byte[]? mark;

    internal Faults(int seed) => random = new(seed);

    /// <summary>Share of bulk operations that are answered with <see cref="ItemStatus"/>, 0 to 1, by seeded chance.</summary>
    public double ItemShare { get; set; }

    /// <summary>The status of the share: 429, or 502, 503, 504. Default 429.</summary>
    public int ItemStatus { get; set; } = 429;

    /// <summary>Documents that hold these bytes are refused with a mapping error; <see langword="null"/>: none.</summary>
    public string? MappingErrorMark
    {
        get => mark is null ? null : Encoding.UTF8.GetString(mark);
        set => mark = value is null ? null : Encoding.UTF8.GetBytes(value);
    }

    /// <summary>Indices (patterns) that may not be written: 403 of each item; <see langword="null"/>: none.</summary>
    public string? ForbiddenIndex { get; set; }

    /// <summary>Adds a fault. The first rule that fits a request is the one that hits it.</summary>
    /// <returns>The rule, whose hits can be counted.</returns>
    public FaultRule Add(FaultRule rule)
    {
        lock (gate) rules.Add(rule);
        return rule;
    }

    /// <summary>Adds a fault for the next requests that fit.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many.</param>
    /// <param name="when">Which; <see langword="null"/>: all.</param>
    public FaultRule Next(RequestFault fault, int times = 1, Func<ApiRequest, bool>? when = null) => Add(new(fault) { Times = times, When = when ?? (static _ => true) });

    /// <summary>Removes one rule.</summary>
    public void Remove(FaultRule rule)
    {
        lock (gate) rules.RemoveAll(one => ReferenceEquals(one, rule));
    }

    /// <summary>From now on nothing goes wrong.</summary>
    public void Clear()
    {
        lock (gate) rules.Clear();
        ItemShare = 0;
        MappingErrorMark = null;
        ForbiddenIndex = null;
    }

    internal RequestFault? Take(ApiRequest request)
    {
        lock (gate)
        {
            foreach (FaultRule rule in rules)
            {
                if (rule.Hits >= rule.Times || !rule.When(request) || (rule.Share < 1 && random.NextDouble() >= rule.Share)) continue;
                rule.Hit();
                return rule.Fault;
            }
        }

        return null;
    }

    internal RefusedDocument? RefusalOf(string target)
    {
        if (ForbiddenIndex is { } forbidden && Wildcard.Matches(forbidden, target))
            return new(403, "security_exception", $"action [indices:data/write/bulk[s]] is unauthorized for user [lad] with effective roles [none] on indices [{target}], this action is granted by the index privileges [create_doc,create,delete,index,write,all]");
        if (ItemShare <= 0) return null;
        lock (gate)
        {
            if (random.NextDouble() >= ItemShare) return null;
        }

        return ItemStatus == 429
            ? new(429, "es_rejected_execution_exception", "rejected execution of coordinating operation [coordinating_and_primary_bytes=53687091, replica_bytes=0, all_bytes=53687091, coordinating_operation_bytes=1048576, max_coordinating_and_primary_bytes=53687091]")
            : new(ItemStatus, "unavailable_shards_exception", $"[{target}][0] primary shard is not active Timeout: [1m]");
    }

    internal RefusedDocument? MappingErrorOf(ReadOnlyMemory<byte> source, string type) =>
        mark is { } bytes && source.Span.IndexOf(bytes) >= 0 ? new(400, type, "[1:1] failed to parse field [marked] of type [long] in document. Preview of field's value: 'marked'") : null;
}

namespace Lad.FactStore.Anomalies;

/// <summary>Which anomalies are listed, the latest first.</summary>
public sealed record AnomalyQuery
{
    /// <summary>Of this fingerprint only.</summary>
    public ulong? Fingerprint { get; init; }

    /// <summary>Of this service only.</summary>
    public string? Service { get; init; }

    /// <summary>Of at least this level.</summary>
    public string? Level { get; init; }

    /// <summary>At or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of at least this score.</summary>
    public double? MinScore { get; init; }

    /// <summary>Whether those that did not alert are listed too.</summary>
    public bool IncludeSuppressed { get; init; } = true;

    /// <summary>Whose message holds this text, whatever the case; at most 200 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Where the page begins: the page before says.</summary>
    public string? After { get; init; }

    /// <summary>Anomalies of a page, 1 to 500.</summary>
    public int Limit { get; init; } = 50;
}

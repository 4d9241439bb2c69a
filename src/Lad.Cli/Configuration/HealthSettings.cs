namespace Lad.Cli.Configuration;

/// <summary>How a long-running command tells that it is well.</summary>
public sealed record HealthSettings
{
    /// <summary>Where it answers probes; <see langword="null"/>: nowhere.</summary>
    public ListenAddress? Listen { get; init; }

    /// <summary>Whether the latest anomalies, which are text of logs, are shown there to other machines too.</summary>
    public bool ShowMessages { get; init; }
}

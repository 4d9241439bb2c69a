namespace Lad.Cli.Telemetry.Reading;

/// <summary>What a family says that its samples are.</summary>
internal enum MetricKind
{
    /// <summary>It does not say, or in a word that is not known here.</summary>
    Unknown,

    /// <summary>Counts up.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts values by buckets.</summary>
    Histogram,

    /// <summary>Counts values and says some of their quantiles.</summary>
    Summary,

    /// <summary>Describes by its labels; its value is 1.</summary>
    Info,
}

using Lad.Cli.Anomalies;

namespace Lad.Cli.Top.Views;

/// <summary>What is shown of an instance. Nothing in it was made safe to show yet.</summary>
internal sealed record InstanceView
{
    /// <summary>Where it is asked.</summary>
    public required Uri Address { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Since when it does not answer; <see langword="null"/> while it does.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>Why something is not known: that it does not answer, or has no metrics; empty when all is well.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Whether it was asked at all.</summary>
    public bool WasAsked { get; init; }

    /// <summary>What it calls itself; empty when it does not say.</summary>
    public string Name { get; init; } = "";

    /// <summary>The product's version.</summary>
    public string Version { get; init; } = "";

    /// <summary>How long it has run.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>Whether it does its work.</summary>
    public bool? IsReady { get; init; }

    /// <summary>Its state in a word or two.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why, or what it is at.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What goes through it.</summary>
    public FlowView Flow { get; init; } = new();

    /// <summary>Records read a second at the latest looks, the latest last.</summary>
    public IReadOnlyList<double> Throughput { get; init; } = [];

    /// <summary>The steps of its graph.</summary>
    public IReadOnlyList<ComponentView> Components { get; init; } = [];

    /// <summary>Partitions, the worst first.</summary>
    public IReadOnlyList<LagView> Lag { get; init; } = [];

    /// <summary>Records behind, of all partitions.</summary>
    public double? TotalLag => Lag.Count == 0 ? null : Lag.Sum(one => one.Records);

    /// <summary>By how many that grows in a second.</summary>
    public double? TotalTrend => Lag.Any(one => one.Trend is not null) ? Lag.Sum(one => one.Trend ?? 0) : null;

    /// <summary>Models in force.</summary>
    public IReadOnlyList<ModelView> Models { get; init; } = [];

    /// <summary>Models that came into force, ever.</summary>
    public double? Swaps { get; init; }

    /// <summary>Snapshots that were refused, ever.</summary>
    public double? Refusals { get; init; }

    /// <summary>What the process takes.</summary>
    public ProcessView Process { get; init; } = new();

    /// <summary>What it trains.</summary>
    public TrainingView? Training { get; init; }

    /// <summary>What it stores.</summary>
    public StoreView? Store { get; init; }

    /// <summary>The latest anomalies, the latest first.</summary>
    public IReadOnlyList<LatestAnomaly> Anomalies { get; init; } = [];

    /// <summary>Why they are not told.</summary>
    public string AnomaliesFault { get; init; } = "";
}

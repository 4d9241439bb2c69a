using Lad.Cli.Anomalies;
using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top;

/// <summary>What one look at an instance brought.</summary>
/// <param name="Timestamp">When, of the clock's time stamps.</param>
/// <param name="Time">When, of the calendar.</param>
internal sealed record Look(long Timestamp, DateTimeOffset Time)
{
    /// <summary>Why the instance could not be asked; <see langword="null"/> when it answered.</summary>
    public string? Fault { get; init; }

    /// <summary>What it measures; <see langword="null"/> when it does not say.</summary>
    public Exposition? Metrics { get; init; }

    /// <summary>Why it does not say what it measures.</summary>
    public string MetricsFault { get; init; } = "";

    /// <summary>Whether it does its work; <see langword="null"/> when it does not say.</summary>
    public bool? IsReady { get; init; }

    /// <summary>Its state in a word or two, such as <c>ready</c> or <c>warming</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Why, or what it is at.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The latest anomalies, the latest first.</summary>
    public IReadOnlyList<LatestAnomaly> Anomalies { get; init; } = [];

    /// <summary>Why the anomalies are not told.</summary>
    public string AnomaliesFault { get; init; } = "";
}

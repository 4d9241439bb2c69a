namespace Lad.Pipeline.Telemetry;

/// <summary>Which batches become a trace, when somebody listens.</summary>
public sealed record TraceSampling
{
    /// <summary>Attribute of a batch's span that says why it became a trace: <c>ratio</c>, <c>anomaly</c> or <c>failure</c>. Who samples behind the graph takes a span that has it, since the choice is made.</summary>
    public const string Attribute = "lad.sampled";

    /// <summary>Share of the batches, 0 to 1. Default 0.01: each hundredth.</summary>
    public double Ratio { get; init; } = 0.01;

    /// <summary>Batches a second with an anomaly that alerts that become one besides, 0 to 1,000. Default 1.</summary>
    public double AnomaliesPerSecond { get; init; } = 1;

    /// <summary>Records' own traces that a batch's names at most, 0 to 1,024; those of alerts first. Default 128.</summary>
    public int MaxLinks { get; init; } = 128;

    /// <summary>Everything that is wrong with the options; empty when they can be used.</summary>
    public IEnumerable<string> Validate()
    {
        if (Ratio is not (>= 0 and <= 1)) yield return $"The traces' Ratio is {Ratio}: it must be 0 to 1.";
        if (AnomaliesPerSecond is not (>= 0 and <= 1000)) yield return $"The traces' AnomaliesPerSecond is {AnomaliesPerSecond}: it must be 0 to 1000.";
        if (MaxLinks is < 0 or > 1024) yield return $"The traces' MaxLinks is {MaxLinks}: it must be 0 to 1024.";
    }
}

namespace Lad.Cli.Anomalies;

/// <summary>One anomaly that was found a moment ago.</summary>
internal sealed record LatestAnomaly
{
    /// <summary>Event time, or when the record was observed; UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The service that wrote it; empty when the record names none.</summary>
    public string Service { get; init; } = "";

    /// <summary>Its level in lower case; empty when the record names none.</summary>
    public string Level { get; init; } = "";

    /// <summary>0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>The score above which the model calls a message an anomaly.</summary>
    public required double Threshold { get; init; }

    /// <summary>The template's identity.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The template, cut.</summary>
    public required string Template { get; init; }

    /// <summary>The message, cut.</summary>
    public required string Message { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Why it does not alert; empty when it does.</summary>
    public string Suppressed { get; init; } = "";
}

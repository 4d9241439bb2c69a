namespace Lad.Cli.Telemetry.Reading;

/// <summary>How much of a text is taken: it comes from elsewhere.</summary>
internal sealed record ExpositionLimits
{
    /// <summary>Characters of the text. Default 16 Mi.</summary>
    public int MaxLength { get; init; } = 16 << 20;

    /// <summary>Samples. Default 100,000.</summary>
    public int MaxSamples { get; init; } = 100_000;

    /// <summary>Labels of a sample. Default 64.</summary>
    public int MaxLabels { get; init; } = 64;
}

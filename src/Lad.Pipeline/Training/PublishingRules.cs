namespace Lad.Pipeline.Training;

/// <summary>What a model must keep to before it may take the place of another.</summary>
public sealed record PublishingRules
{
    /// <summary>Records that it must have learned from, at least 1. Default 1,000.</summary>
    public long MinRecords { get; init; } = 1_000;

    /// <summary>Share of anomalies among records held back from it that it must not exceed, above 0, at most 1. Default 0.05.</summary>
    public double MaxAnomalyRate { get; init; } = 0.05;

    /// <summary>How many times the wanted share of anomalies, or the current model's on the same records if that is more, it may find; at least 1. Default 3.</summary>
    public double MaxRateFactor { get; init; } = 3;

    /// <summary>Share of the records held back whose template it may not know, above 0, at most 1. Default 0.2.</summary>
    public double MaxUnknownShare { get; init; } = 0.2;

    /// <summary>Share of the current model's number of templates that it must have, 0 to 1. Default 0.25.</summary>
    public double MinTemplateShare { get; init; } = 0.25;

    /// <summary>How many times the current model's quantization error on the same records it may have; at least 1. Default 1.5.</summary>
    public double MaxErrorFactor { get; init; } = 1.5;

    /// <summary>All that is wrong with the rules; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (MinRecords < 1) faults.Add($"{nameof(MinRecords)} is {MinRecords}: it must be at least 1.");
        if (!(MaxAnomalyRate is > 0 and <= 1)) faults.Add($"{nameof(MaxAnomalyRate)} is {MaxAnomalyRate}: it must be above 0 and at most 1.");
        if (!(MaxRateFactor >= 1)) faults.Add($"{nameof(MaxRateFactor)} is {MaxRateFactor}: it must be at least 1.");
        if (!(MaxUnknownShare is > 0 and <= 1)) faults.Add($"{nameof(MaxUnknownShare)} is {MaxUnknownShare}: it must be above 0 and at most 1.");
        if (!(MinTemplateShare is >= 0 and <= 1)) faults.Add($"{nameof(MinTemplateShare)} is {MinTemplateShare}: it must be 0 to 1.");
        if (!(MaxErrorFactor >= 1)) faults.Add($"{nameof(MaxErrorFactor)} is {MaxErrorFactor}: it must be at least 1.");
        return faults;
    }
}

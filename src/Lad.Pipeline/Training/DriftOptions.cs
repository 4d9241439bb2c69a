namespace Lad.Pipeline.Training;

/// <summary>When a model counts as overtaken by its stream.</summary>
public sealed record DriftOptions
{
    /// <summary>Share of recent records without a template in the model above which it drifted, 0 to 1; 0 never finds drift. Default 0.1.</summary>
    public double Share { get; init; } = 0.1;

    /// <summary>Recent records that the share is taken over, 10 to 10 million. Default 10,000.</summary>
    public int Window { get; init; } = 10_000;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (!(Share is >= 0 and < 1)) faults.Add($"{nameof(Share)} is {Share}: it must be 0 or more and below 1.");
        if (Window is < 10 or > 10_000_000) faults.Add($"{nameof(Window)} is {Window}: it must be from 10 to 10000000.");
        return faults;
    }
}

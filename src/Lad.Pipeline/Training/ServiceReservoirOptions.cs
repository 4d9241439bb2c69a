namespace Lad.Pipeline.Training;

/// <summary>What is kept of a stream that several services write to.</summary>
public sealed record ServiceReservoirOptions
{
    /// <summary>The model that learns from all services together. A service of this name has no reservoir of its own.</summary>
    public string Whole { get; init; } = "default";

    /// <summary>What is kept of the stream as a whole. All services together may keep as much again, in equal shares.</summary>
    public ReservoirOptions Reservoir { get; init; } = new();

    /// <summary>Whether each service has a reservoir of its own. Default: yes.</summary>
    public bool ByService { get; init; } = true;

    /// <summary>Services with a reservoir of their own at a time, 1 to 1,000. Beyond it the one with the fewest messages in the window gives way. Default 64.</summary>
    public int MaxServices { get; init; } = 64;

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [.. Reservoir.Validate()];
        if (MaxServices is < 1 or > 1000) faults.Add($"{nameof(MaxServices)} is {MaxServices}: it must be from 1 to 1000.");
        if (string.IsNullOrEmpty(Whole)) faults.Add($"{nameof(Whole)} is empty: name the model that learns from all services.");
        return faults;
    }
}

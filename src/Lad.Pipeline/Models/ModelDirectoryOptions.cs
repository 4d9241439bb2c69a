namespace Lad.Pipeline.Models;

/// <summary>How a directory of models is kept.</summary>
public sealed record ModelDirectoryOptions
{
    /// <summary>Newest versions of each model that stay, at least 1. The version in force stays in any case. Default 3.</summary>
    public int KeptVersions { get; init; } = 3;

    /// <summary>How often a watch looks for a change, above zero. Default one second.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a publisher waits for another one to finish. Default 30 seconds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Lists all faults at once.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (KeptVersions < 1) faults.Add($"{nameof(KeptVersions)} is {KeptVersions}, but at least 1 version must stay.");
        if (WatchInterval <= TimeSpan.Zero) faults.Add($"{nameof(WatchInterval)} is {WatchInterval}, but must be above zero.");
        if (LockTimeout < TimeSpan.Zero) faults.Add($"{nameof(LockTimeout)} is {LockTimeout}, but must not be negative.");
        if (faults.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }
}

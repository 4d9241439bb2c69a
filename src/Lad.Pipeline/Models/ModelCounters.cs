namespace Lad.Pipeline.Models;

/// <summary>What became of the models that whoever follows them was shown. Thread-safe.</summary>
public sealed class ModelCounters
{
    private long swaps;
    private long refusals;
    private long removals;

    /// <summary>Models that came into force.</summary>
    public long Swaps => Interlocked.Read(ref swaps);

    /// <summary>Snapshots that were refused: the one before stays in force.</summary>
    public long Refusals => Interlocked.Read(ref refusals);

    /// <summary>Models that were taken out of force.</summary>
    public long Removals => Interlocked.Read(ref removals);

    /// <summary>A model came into force.</summary>
    public void Swapped() => Interlocked.Increment(ref swaps);

    /// <summary>A snapshot was refused.</summary>
    public void Refused() => Interlocked.Increment(ref refusals);

    /// <summary>A model was taken out of force.</summary>
    public void Removed() => Interlocked.Increment(ref removals);
}

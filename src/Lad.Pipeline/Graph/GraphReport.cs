using Lad.Pipeline.Summaries;

namespace Lad.Pipeline.Graph;

/// <summary>What a run did.</summary>
public sealed record GraphReport
{
    /// <summary>How it ended.</summary>
    public required GraphEnd End { get; init; }

    /// <summary>From the first read to the last acknowledgement.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The counters at the end.</summary>
    public required GraphCounters Counters { get; init; }

    /// <summary>What was seen of each fingerprint.</summary>
    public required FingerprintSummary Fingerprints { get; init; }

    /// <summary>The models that made the verdicts, each once, in the order in which they first did; of a long run the 65 that were used latest.</summary>
    public required IReadOnlyList<ModelUse> Models { get; init; }

    /// <summary>Records a second.</summary>
    public double RecordsPerSecond => Elapsed > TimeSpan.Zero ? Counters.Received / Elapsed.TotalSeconds : 0;
}

/// <summary>How many verdicts a model made.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Verdicts">Verdicts delivered.</param>
public sealed record ModelUse(string Name, string Version, long Verdicts);

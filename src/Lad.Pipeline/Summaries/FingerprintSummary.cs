using System.Runtime.InteropServices;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Summaries;

/// <summary>
/// First seen, last seen, count and largest score of each fingerprint. Bounded: once it holds <see cref="Capacity"/> fingerprints, those that come new are only counted
/// in <see cref="Untracked"/>. Not thread-safe; read it when the run is over.
/// </summary>
/// <param name="capacity">Fingerprints that are kept at most, at least 1. Default 65,536, some 8 MB.</param>
public sealed class FingerprintSummary(int capacity = 65536)
{
    private readonly Dictionary<ulong, FingerprintSeen> seen = [];

    /// <summary>Fingerprints that are kept at most.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Fingerprints that are kept.</summary>
    public int Count => seen.Count;

    /// <summary>Records whose fingerprint came when no more were kept.</summary>
    public long Untracked { get; private set; }

    /// <summary>What was seen of a fingerprint; <see langword="null"/> when it is not kept.</summary>
    public FingerprintSeen? Find(ulong fingerprint) => seen.TryGetValue(fingerprint, out FingerprintSeen entry) ? entry : null;

    /// <summary>The fingerprints with the largest scores, largest first; of equal scores the rarer first, then the earlier.</summary>
    public IReadOnlyList<FingerprintSeen> Top(int count) =>
        [.. seen.Values.OrderByDescending(entry => entry.MaxScore).ThenBy(entry => entry.Count).ThenBy(entry => entry.FirstSeenTicks).ThenBy(entry => entry.Fingerprint).Take(count)];

    /// <summary>Adds the scored records of a batch.</summary>
    public void Add(RecordBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored) Add(batch, i);
    }

    private void Add(RecordBatch batch, int index)
    {
        ref readonly Assessment assessment = ref batch.Assessments[index];
        ref FingerprintSeen entry = ref CollectionsMarshal.GetValueRefOrNullRef(seen, assessment.Fingerprint);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry))
        {
            if (seen.Count >= Capacity)
            {
                Untracked++;
                return;
            }
            entry = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, assessment.Fingerprint, out _);
            entry = FingerprintSeen.New(assessment.Fingerprint, batch.TimeTicks(index));
        }
        entry.Add(batch, index);
    }
}

using Lad.Detection.Explaining;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>
/// Explanations by the key of the masked message, which differs between detectors: a burst of one anomaly is explained once. A table of fixed size in which a newer message takes an older one's place;
/// entries are immutable and replaced by one reference write, so that threads share it without a lock.
/// </summary>
internal sealed class ExplanationCache
{
    private const int Slots = 1024;
    private readonly Entry?[] entries = new Entry?[Slots];

    public Explanation Get(RecordBatch batch, int index)
    {
        ulong key = batch.Keys[index];
        ref Entry? slot = ref entries[(int)(key % Slots)];
        Entry? entry = Volatile.Read(ref slot);
        if (entry is not null && entry.Key == key) return entry.Explanation;
        Explanation explanation = batch.Detector!.Explain(batch.Message(index), batch.Scratch!);
        Volatile.Write(ref slot, new Entry(key, explanation));
        return explanation;
    }

    private sealed record Entry(ulong Key, Explanation Explanation);
}

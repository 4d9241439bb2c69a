using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Sinks.Json;

/// <summary>
/// Rendered tails by the key of the masked message, which differs between detectors. A table of fixed size in which a newer message takes an older one's place, but only when it is seen
/// a second time, so that a stream of messages that never recur costs no memory. Entries are immutable and replaced by one reference write: threads share it without a lock.
/// </summary>
internal sealed class TailCache
{
    private const int Slots = 4096;
    private const int LargestTail = 8192;
    private readonly Entry?[] entries = new Entry?[Slots];
    private readonly ulong[] seenOnce = new ulong[Slots];

    /// <summary>Appends the tail of a record, from memory if it is there.</summary>
    public void Append(OutputBuffer output, RecordBatch batch, int index)
    {
        ulong key = batch.Keys[index];
        var variant = new Variant(batch.Flags[index], batch.Suppressions[index], batch.Statements[index], batch.Assessments[index].IsTruncated);
        int slot = (int)((key ^ (key >> 32)) % Slots);
        Entry? entry = Volatile.Read(ref entries[slot]);
        if (entry is not null && entry.Key == key && entry.Variant == variant)
        {
            output.Append(entry.Text);
            return;
        }
        int start = output.Length;
        VerdictTail.Append(output, batch, index);
        if (Interlocked.Exchange(ref seenOnce[slot], key) != key || output.Length - start > LargestTail) return;
        Volatile.Write(ref entries[slot], new Entry(key, variant, output.Written.Span[start..].ToArray()));
    }

    private readonly record struct Variant(RecordFlags Flags, Suppression Suppression, long Statement, bool Cut);

    private sealed record Entry(ulong Key, Variant Variant, byte[] Text);
}

using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>
/// What a training learns from: the records of a set but for those that are held out, as if these had never been read, and beside them lessons: messages that are said to be
/// normal and that no record would teach. A lesson is no record. It takes part where templates, words and map are made, and nothing that is counted or calibrated knows of it.
/// </summary>
internal sealed class TrainingRecords
{
    private readonly TrainingSet set;
    private readonly int[]? order;

    private TrainingRecords(TrainingSet set, MaskedMessage[] messages, long[] counts, long[] heldBack, int[]? order, long[] lessons)
    {
        this.set = set;
        this.order = order;
        (Messages, Counts, HeldBackCounts, Lessons) = (messages, counts, heldBack, lessons);
        long heldOut = set.Inventory.Counts.Sum() - counts.Sum();
        Count = set.Count - heldOut;
        HeldBackCount = set.HeldBackCount - (Sum(set.HeldBackCounts) - Sum(heldBack));
    }

    public TrainingOptions Options => set.Options;

    /// <summary>Distinct masked messages, lessons included.</summary>
    public IReadOnlyList<MaskedMessage> Messages { get; }

    /// <summary>Records of each message, 0 of one that is a lesson alone.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>Of those, the ones held back from fitting.</summary>
    public IReadOnlyList<long> HeldBackCounts { get; }

    /// <summary>For each message 1 if it is a lesson, which templates, words and map take for a record; else 0.</summary>
    public IReadOnlyList<long> Lessons { get; }

    /// <summary>Records of messages that were not kept.</summary>
    public long Overflow => set.Inventory.Overflow;

    /// <summary>Records.</summary>
    public long Count { get; }

    /// <summary>Of those, the ones held back from fitting.</summary>
    public long HeldBackCount { get; }

    /// <summary>The messages of the first records in their order, -1 for one that was not kept.</summary>
    public ReadOnlySpan<int> Order => order is null ? set.Order : order;

    /// <summary>Sorts the records of a set out.</summary>
    /// <param name="set">What was read.</param>
    /// <param name="holders">For each of its messages what holds it out, -1 for one that is learned from.</param>
    /// <param name="lessons">What is said to be normal, each once.</param>
    public static TrainingRecords Of(TrainingSet set, int[] holders, IReadOnlyList<MaskedMessage> lessons)
    {
        var places = new int[holders.Length];
        var messages = new List<MaskedMessage>();
        var counts = new List<long>();
        var heldBack = new List<long>();
        var known = new HashSet<ulong>();
        for (int i = 0; i < holders.Length; i++)
        {
            places[i] = holders[i] < 0 ? messages.Count : -1;
            if (holders[i] >= 0) continue;
            if (lessons.Count > 0) known.Add(Fingerprint.Of(set.Inventory.Messages[i].Tokens));
            messages.Add(set.Inventory.Messages[i]);
            counts.Add(set.Inventory.Counts[i]);
            heldBack.Add(set.HeldBackCounts[i]);
        }

        var weights = new long[messages.Count + lessons.Count];
        foreach (MaskedMessage lesson in lessons)
        {
            // What was read is known by its template and its words: everything else then stays as it is, to the bit.
            if (!known.Add(Fingerprint.Of(lesson.Tokens))) continue;
            weights[messages.Count] = 1;
            messages.Add(lesson);
            counts.Add(0);
            heldBack.Add(0);
        }

        int[]? order = Array.TrueForAll(holders, static holder => holder < 0) ? null : Kept(set.Order, places);
        return new TrainingRecords(set, [.. messages], [.. counts], [.. heldBack], order, weights[..messages.Count]);
    }

    // A record that is held out does not even break a run.
    private static int[] Kept(ReadOnlySpan<int> order, int[] places)
    {
        var kept = new List<int>(order.Length);
        foreach (int message in order)
        {
            if (message < 0) kept.Add(-1);
            else if (places[message] >= 0) kept.Add(places[message]);
        }

        return [.. kept];
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
    }
}

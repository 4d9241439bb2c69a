using System.Runtime.InteropServices;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>
/// The documents that were handed on and may be met again. Kept in segments by the order in which they were handed on, not by their times: so only the last segment changes, acknowledgements are
/// a number, and a segment whose times are all past goes at once. What is still needed of it, such as documents from the future, moves to <see cref="Kept"/>.
/// </summary>
internal sealed class DeliveredIds
{
    private readonly HashSet<EventId> known = [];
    private readonly List<IdSegment> segments = [];
    private readonly List<int> gone = [];
    private readonly List<DatedId> kept = [];

    /// <summary>Ids that are remembered.</summary>
    public int Count => known.Count;

    /// <summary>Documents that were handed on so far: the sequence number of the next one.</summary>
    public long Next { get; private set; }

    public IReadOnlyList<IdSegment> Segments => segments;

    /// <summary>Number of the segment that is begun next.</summary>
    public int NextSegment { get; private set; }

    /// <summary>Ids that outlived their segments; all acknowledged.</summary>
    public ReadOnlySpan<DatedId> Kept => CollectionsMarshal.AsSpan(kept);

    /// <summary>From where on <see cref="Kept"/> differs from what the cursor has.</summary>
    public int KeptChanged { get; private set; }

    /// <summary>Differs whenever some were taken out of <see cref="Kept"/>: the old ones belong to the old position until the new one is saved.</summary>
    public int KeptGeneration { get; private set; }

    public bool Contains(EventId id) => known.Contains(id);

    /// <summary>Remembers one that is handed on now and is not known.</summary>
    public void Add(EventId id, long time)
    {
        if (segments.Count == 0 || segments[^1].IsClosed) segments.Add(new IdSegment(NextSegment++, Next));
        segments[^1].Add(new DatedId(id, time));
        known.Add(id);
        Next++;
    }

    /// <summary>Takes a segment back that a cursor has.</summary>
    public void Restore(int restored, ReadOnlySpan<DatedId> entries)
    {
        // Acknowledged all of it: it lies before everything of this run.
        var segment = new IdSegment(restored, -entries.Length) { IsClosed = true };
        foreach (DatedId entry in entries)
        {
            segment.Add(entry);
            known.Add(entry.Id);
        }
        segment.Saved = segment.Count;
        segments.Add(segment);
        ContinueAt(restored + 1);
    }

    /// <summary>Segments that are begun have at least this number.</summary>
    public void ContinueAt(int segment) => NextSegment = Math.Max(NextSegment, segment);

    /// <summary>Takes ids back that a cursor has of segments that are gone.</summary>
    public void RestoreKept(int generation, ReadOnlySpan<DatedId> entries)
    {
        KeptGeneration = generation;
        foreach (DatedId entry in entries)
        {
            if (known.Add(entry.Id)) kept.Add(entry);
        }
        KeptChanged = kept.Count;
    }

    /// <summary>What comes next gets a segment of its own, so that this one can go as soon as its times are past.</summary>
    public void CloseSegment()
    {
        if (segments.Count > 0) segments[^1].IsClosed = true;
    }

    /// <summary>Ids of documents later than a time.</summary>
    public int CountAfter(long time)
    {
        int count = 0;
        foreach (DatedId entry in kept) count += entry.Time > time ? 1 : 0;
        foreach (IdSegment segment in segments)
        {
            foreach (DatedId entry in segment.Entries) count += entry.Time > time ? 1 : 0;
        }
        return count;
    }

    /// <summary>About the time up to which the first eighth of the documents between two times lies; <see langword="null"/> when there are none.</summary>
    public long? FirstEighth(long from, long last)
    {
        const int every = 16;
        List<long> sample = [];
        foreach (IdSegment segment in segments)
        {
            for (int i = 0; i < segment.Count; i += every)
            {
                long time = segment.Entries[i].Time;
                if (time >= from && time <= last) sample.Add(time);
            }
        }
        if (sample.Count == 0) return null;
        sample.Sort();
        return sample[sample.Count / 8];
    }

    /// <summary>Forgets what is acknowledged and not later than a time, as far as whole segments are.</summary>
    /// <param name="last">The time.</param>
    /// <param name="present">Documents later than this do not hold their segment back: they are kept apart.</param>
    /// <param name="acknowledged">All with smaller sequence numbers are acknowledged.</param>
    public void Forget(long last, long present, long acknowledged)
    {
        while (segments.Count > 0 && segments[0] is { IsClosed: true } segment && segment.Acknowledged(acknowledged) == segment.Count)
        {
            int needed = 0;
            foreach (DatedId entry in segment.Entries) needed += entry.Time > last && entry.Time <= present ? 1 : 0;
            if (needed > segment.Count / 8) break;
            foreach (DatedId entry in segment.Entries)
            {
                if (entry.Time > last) kept.Add(entry);
                else known.Remove(entry.Id);
            }
            segments.RemoveAt(0);
            gone.Add(segment.Number);
        }
        int past = 0;
        foreach (DatedId entry in kept) past += entry.Time <= last ? 1 : 0;
        // After a removal all of them are written again: a few that are past may wait for others.
        if (past <= kept.Count / 4) return;
        foreach (DatedId entry in kept)
        {
            if (entry.Time <= last) known.Remove(entry.Id);
        }
        kept.RemoveAll(entry => entry.Time <= last);
        KeptChanged = 0;
        KeptGeneration++;
    }

    /// <summary>The cursor has what is acknowledged.</summary>
    /// <returns>Numbers of the segments that went since the last time.</returns>
    public int[] Save(long acknowledged)
    {
        foreach (IdSegment segment in segments) segment.Saved = segment.Acknowledged(acknowledged);
        KeptChanged = kept.Count;
        int[] removed = [.. gone];
        gone.Clear();
        return removed;
    }
}

using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>
/// What a source knows of how far it has read: which documents each sweep is to look for, and which of those that it meets are new. Pure but for its memory: times are given, nothing is asked.
/// Thread-safe: a source reads and acknowledges on different threads.
/// </summary>
/// <remarks>
/// The watermark is the largest event time that full sweeps met, as far as the clock had come when their snapshots were taken. What a snapshot does not show becomes visible later than it was
/// taken, and so has a time later than that less the overlap, which the watermark less the overlap is at most. A full sweep from there on therefore meets all that there is, whatever happened
/// since: no sweep in between needs to have been whole. The same holds for what is acknowledged, with a watermark of its own that trails behind: it is where a new process goes on.
/// Documents that sweeps meet again are known by their ids, which are kept as long as a sweep may look back. See docs/elasticsearch.md.
/// </remarks>
internal sealed class ReadingState(ReadingRules rules)
{
    /// <summary>Stands for the time of a document that has none: sorted last.</summary>
    public const long Untimed = long.MaxValue;

    /// <summary>Stands for a watermark before anything was met.</summary>
    public const long Nothing = long.MinValue;

    private readonly Lock gate = new();
    private readonly Marks marks = new();
    private readonly Queue<string> notices = new();
    private readonly HashSet<string> noticed = [];
    private DeliveredIds ids = new();
    private long? fullOpened;
    private long? untimedEnd;
    private long? first = rules.Since;
    private long watermark = Nothing;
    private long nearWatermark = Nothing;
    private long lastOpened = Nothing;
    private long lag;
    private long acknowledgedWatermark = Nothing;
    private long idsFrom = Nothing;
    private long acknowledged;
    private int future;
    private bool untimedDone;
    private bool changed;

    /// <summary>Something that an operator should know; <see langword="null"/> when there is nothing new.</summary>
    public string? TakeNotice()
    {
        lock (gate) return notices.TryDequeue(out string? notice) ? notice : null;
    }

    /// <summary>Goes on where a cursor was saved. Before anything else.</summary>
    public void Restore(in ReadingPosition position, DeliveredIds known)
    {
        lock (gate)
        {
            ids = known;
            watermark = nearWatermark = acknowledgedWatermark = position.Watermark;
            idsFrom = position.IdsFrom;
            untimedDone = position.UntimedDone;
            first = position.First;
        }
    }

    /// <summary>What the next sweep is to read.</summary>
    /// <param name="now">The clock.</param>
    public SweepPlan Plan(long now)
    {
        lock (gate)
        {
            if (rules.FromEnd && first is null)
            {
                first = now;
                changed = true;
            }
            if (watermark != Nothing && watermark - now > rules.BelievedStep) StepBack(now);
            bool full = !rules.Follow || fullOpened is not { } last || now - last >= rules.Overlap || now < last || rules.Lookback >= rules.Overlap || nearWatermark == Nothing;
            long from = watermark == Nothing ? Nothing : Math.Max(Math.Min(watermark, now) - rules.Overlap, idsFrom);
            // As far behind the clock as the documents of late were: in a quiet time near sweeps move on, and do not read the last busy moment again and again.
            if (!full) from = Math.Max(from, Math.Min(lastOpened - lag, now) - rules.Lookback);
            lastOpened = now;
            if (first is { } least) from = Math.Max(from, least);
            if (full)
            {
                fullOpened = now;
                ids.CloseSegment();
                Forget(now);
                future = ids.CountAfter(now);
            }
            long? to = !full && future > rules.MaxFutureNearby ? now + rules.Lookback : rules.Until;
            bool untimed = !rules.Follow && first is null && rules.Until is null && !untimedDone;
            return new SweepPlan(full, now, from == Nothing ? null : from, to, untimed);
        }
    }

    /// <summary>A sweep meets a document; the times of one sweep never decrease.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="id">The document.</param>
    /// <param name="time">Its time, or <see cref="Untimed"/>.</param>
    /// <param name="sequence">The number of a document that is to be handed on.</param>
    public Offer Meet(SweepPlan plan, EventId id, long time, out long sequence)
    {
        lock (gate)
        {
            sequence = ids.Next;
            bool isFuture = time > plan.Opened;
            bool known = ids.Contains(id);
            if (!known)
            {
                if (isFuture && rules.Follow && future >= rules.MaxIds / 4)
                {
                    Notice("future", $"more than {future:N0} documents are dated later than this machine's clock: further ones are left until their time comes. Check the clocks of the machines that write them, and of this one");
                    return Offer.TooEarly;
                }
                ids.Add(id, time);
                changed = true;
                if (isFuture) future++;
                if (ids.Next % IdSegment.Capacity == 0) Forget(plan.Opened);
                // Every so often, since what is not acknowledged cannot go.
                if (ids.Count > rules.MaxIds && ids.Next % 256 == 0) Shrink(plan.Opened);
            }
            if (!isFuture) Advance(plan, time);
            return known ? Offer.Known : Offer.Deliver;
        }
    }

    /// <summary>A sweep has met all that it was to.</summary>
    public void Complete(SweepPlan plan)
    {
        lock (gate)
        {
            if (plan.Untimed)
            {
                untimedEnd = ids.Next;
                EndUntimed();
            }
            Forget(plan.Opened);
        }
    }

    /// <summary>A sweep came to nothing: the next one is a full one.</summary>
    public void Abandon()
    {
        lock (gate) fullOpened = null;
    }

    /// <summary>All documents with smaller sequence numbers are acknowledged.</summary>
    public void Acknowledge(long before)
    {
        lock (gate)
        {
            if (before <= acknowledged) return;
            acknowledged = before;
            changed = true;
            marks.Take(acknowledged, ref acknowledgedWatermark);
            EndUntimed();
        }
    }

    /// <summary>Hands what is acknowledged to someone who saves it, if anything changed since the last time.</summary>
    /// <param name="save">Is given the position, the ids, and how many of them are acknowledged.</param>
    /// <returns>What <paramref name="save"/> does; <see langword="null"/> when nothing changed.</returns>
    public T? Save<T>(Func<ReadingPosition, DeliveredIds, long, T> save) where T : class
    {
        lock (gate)
        {
            if (!changed) return null;
            changed = false;
            return save(new ReadingPosition(acknowledgedWatermark, idsFrom, first, untimedDone), ids, acknowledged);
        }
    }

    private void Advance(SweepPlan plan, long time)
    {
        if (time > nearWatermark)
        {
            nearWatermark = time;
            lag = plan.Opened - time;
        }
        if (!plan.IsFull || time <= watermark) return;
        watermark = time;
        marks.Add(ids.Next, time);
        if (acknowledged < ids.Next) return;
        long before = acknowledgedWatermark;
        marks.Take(acknowledged, ref acknowledgedWatermark);
        changed |= acknowledgedWatermark != before;
    }

    private void EndUntimed()
    {
        if (untimedEnd is not { } end || acknowledged < end) return;
        untimedEnd = null;
        untimedDone = changed = true;
    }

    /// <summary>Forgets what no sweep looks back to any more.</summary>
    private void Forget(long now)
    {
        if (acknowledgedWatermark == Nothing) return;
        idsFrom = Math.Max(idsFrom, Math.Min(acknowledgedWatermark, now) - rules.Overlap - rules.Margin);
        ids.Forget(idsFrom - 1, now, acknowledged);
    }

    // Ids are complete from a later time on. Never from beyond what is acknowledged: what is not must still be met by the next process.
    private void Shrink(long now)
    {
        ids.CloseSegment();
        while (ids.Count > rules.MaxIds && ids.FirstEighth(idsFrom, acknowledgedWatermark) is { } eighth && eighth < acknowledgedWatermark)
        {
            idsFrom = eighth + 1;
            ids.Forget(eighth, now, acknowledged);
            Notice("bound", $"there are more than {rules.MaxIds:N0} documents within the overlap of {rules.Overlap / 1000.0:0.#} s: only those that come up to {(acknowledgedWatermark - idsFrom) / 1000.0:0.#} s late are found. Shorten Elasticsearch:Overlap, or read fewer documents with a query");
        }
        if (ids.Count <= rules.MaxIds) return;
        // That many of one moment, or without a time: some may come twice, none is left out.
        long last = rules.Follow ? acknowledgedWatermark : Untimed;
        ids.Forget(last, last, acknowledged);
    }

    // The clock was ahead when the watermark was taken, or is behind now: in the first case documents would be left out until it catches up. Rather twice than never.
    private void StepBack(long now)
    {
        Notice("clock", $"this machine's clock is {(watermark - now) / 1000.0:0} s behind the time up to which was read: reading goes on at the clock, and documents may come twice, with the ids that they had");
        watermark = nearWatermark = now;
        acknowledgedWatermark = Math.Min(acknowledgedWatermark, now);
        idsFrom = Math.Min(idsFrom, now - rules.Overlap);
        changed = true;
    }

    // Once: it would be said again and again.
    private void Notice(string matter, string line)
    {
        if (noticed.Add(matter)) notices.Enqueue(line);
    }
}

namespace Lad.Pipeline.Training;

/// <summary>
/// A uniform sample without replacement of the latest messages of a stream, within a window of time, of records, or both, and bounded in messages and bytes.
/// Not thread-safe.
/// </summary>
/// <remarks>
/// Each message brings a random draw, and those with the smallest are kept (bottom-k or priority sampling: Duffield, Lund and Thorup, 2007). The window is cut into
/// stretches, so that what leaves it leaves without being searched for. A stretch that began while there was room holds more than its share; when a sample is taken all
/// are held to the limit of the strictest one in the window, and so every message of the window had the same chance (adaptive thresholds: Ting, 2022).
/// </remarks>
public sealed class Reservoir
{
    private const int Stretches = 16;

    private readonly long windowTicks;
    private readonly long windowRecords;
    private readonly LinkedList<ReservoirPane> panes = [];
    private int maxRecords;
    private long maxBytes;
    private long latestTicks;

    /// <summary>Makes an empty reservoir.</summary>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public Reservoir(ReservoirOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        (maxRecords, maxBytes, windowTicks, windowRecords) = (options.MaxRecords, options.MaxBytes, options.Window.Ticks, options.WindowRecords);
    }

    /// <summary>Messages that were offered since the beginning.</summary>
    public long Offered { get; private set; }

    /// <summary>Messages that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that are kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>Messages in the window, kept or not; those of a stretch that is leaving it are still counted.</summary>
    public long Arrivals => panes.Sum(static pane => pane.Arrivals);

    /// <summary>Offers a message.</summary>
    /// <param name="message">The message, UTF-8.</param>
    /// <param name="eventTicks">Its event time, UTC ticks; 0 when it names none.</param>
    /// <param name="streamTicks">Where the stream's clock stands.</param>
    /// <param name="draw">A number spread evenly over all 64-bit values.</param>
    /// <param name="copy">The message's bytes as another reservoir keeps them; made when it is kept and there is none yet.</param>
    public void Offer(ReadOnlySpan<byte> message, long eventTicks, long streamTicks, ulong draw, ref byte[]? copy)
    {
        Offered++;
        Pass(streamTicks);
        ReservoirPane pane = Pane();
        (pane.LastSequence, pane.LastTicks) = (Offered, latestTicks);
        pane.Arrivals++;
        if (draw >= pane.Limit) return;
        copy ??= message[..Math.Min(message.Length, ReservoirOptions.MaxMessageBytes)].ToArray();
        var kept = new SampledMessage(copy, eventTicks, latestTicks, Offered, draw);
        pane.Keep(kept);
        Count++;
        Bytes += kept.Bytes;
        Trim();
    }

    /// <summary>Lets the stream's clock move on: what is out of the window goes.</summary>
    public void Pass(long streamTicks)
    {
        latestTicks = Math.Max(latestTicks, streamTicks);
        while (panes.First?.Value is { } oldest && !IsInWindow(oldest.LastTicks, oldest.LastSequence)) Remove(oldest);
    }

    /// <summary>Changes the bounds; what is beyond them goes.</summary>
    /// <param name="records">Messages that are kept at most, at least 1.</param>
    /// <param name="bytes">Bytes that are kept at most, at least 1.</param>
    public void Resize(int records, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(records, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        (maxRecords, maxBytes) = (records, bytes);
        Trim();
    }

    /// <summary>The sample as it is now; the reservoir keeps it.</summary>
    public ReservoirSample Take()
    {
        ulong limit = panes.Count == 0 ? ulong.MaxValue : panes.Min(static pane => pane.Limit);
        SampledMessage[] messages = [.. panes.SelectMany(static pane => pane.Messages).Where(message => message.Draw < limit && IsInWindow(message.StreamTicks, message.Sequence))];
        Array.Sort(messages, static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return new ReservoirSample(messages, limit == ulong.MaxValue ? messages.Length : Arrivals, Offered);
    }

    /// <summary>Forgets all messages up to a place, because a model that is continued must not count one twice.</summary>
    /// <param name="through">The place, as <see cref="ReservoirSample.Through"/> gives it.</param>
    public void Forget(long through)
    {
        foreach (ReservoirPane pane in panes.ToArray())
        {
            if (pane.FirstSequence > through) return;
            SampledMessage[] later = [.. pane.Messages.Where(message => message.Sequence > through)];
            ReservoirPane? rest = pane.LastSequence <= through ? null : new ReservoirPane(through + 1, pane.FirstTicks) { LastSequence = pane.LastSequence, LastTicks = pane.LastTicks, Arrivals = pane.LastSequence - through };
            Remove(pane);
            if (rest is null) continue;
            rest.Tighten(pane.Limit);
            panes.AddFirst(rest);
            foreach (SampledMessage message in later)
            {
                rest.Keep(message);
                Count++;
                Bytes += message.Bytes;
            }
        }
    }

    private bool IsInWindow(long ticks, long sequence) =>
        (windowTicks == 0 || ticks > latestTicks - windowTicks) && (windowRecords == 0 || sequence > Offered - windowRecords);

    private ReservoirPane Pane()
    {
        if (panes.Last?.Value is { } pane && !IsLong(pane)) return pane;
        return panes.AddLast(new ReservoirPane(Offered, latestTicks)).Value;
    }

    private bool IsLong(ReservoirPane pane) =>
        windowTicks > 0 && latestTicks - pane.FirstTicks >= windowTicks / Stretches || windowRecords > 0 && Offered - pane.FirstSequence >= Math.Max(windowRecords / Stretches, 1);

    private void Trim()
    {
        while (Count > maxRecords || Bytes > maxBytes && Count > 0)
        {
            ReservoirPane loosest = panes.MaxBy(static pane => pane.Largest)!;
            SampledMessage given = loosest.GiveUp();
            Count--;
            Bytes -= given.Bytes;
            foreach (ReservoirPane pane in panes) pane.Tighten(given.Draw);
        }
    }

    private void Remove(ReservoirPane pane)
    {
        foreach (SampledMessage message in pane.Messages) Bytes -= message.Bytes;
        Count -= pane.Count;
        panes.Remove(pane);
    }
}

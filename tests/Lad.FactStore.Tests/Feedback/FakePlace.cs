using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Feedback;

/// <summary>Where feedback is published, in memory: it outlives its publishers, as a topic does.</summary>
internal sealed class FakePlace
{
    private readonly Lock gate = new();
    private readonly List<FeedbackEntry> entries = [];
    private int owner;

    public IReadOnlyList<FeedbackEntry> Entries
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    /// <summary>How often a publisher opened it.</summary>
    public int TakenOver
    {
        get
        {
            lock (gate) return owner;
        }
    }

    public IEnumerable<long> Numbers => Entries.Select(entry => entry.Statement.Sequence);

    /// <summary>Loses its end.</summary>
    public void Truncate(int length)
    {
        lock (gate) entries.RemoveRange(Math.Min(length, entries.Count), entries.Count - Math.Min(length, entries.Count));
    }

    /// <summary>Takes over; earlier owners write nothing more.</summary>
    public (int Owner, long Last) Open()
    {
        lock (gate) return (++owner, entries.Count == 0 ? 0 : entries[^1].Statement.Sequence);
    }

    public void Add(int by, IEnumerable<FeedbackEntry> some)
    {
        lock (gate)
        {
            if (by != owner) throw new FeedbackException("fake", "Another took over.");
            entries.AddRange(some);
        }
    }
}

/// <summary>A publisher to it; what <paramref name="mishap"/> says happens at a step, by its number.</summary>
internal sealed class FakePublisher(FakePlace place, Func<int, Mishap> mishap) : IFeedbackPublisher
{
    private int owner;
    private int step;

    public string Name => "fake:place";

    public ValueTask<long> OpenAsync(CancellationToken cancellation)
    {
        Mishap now = mishap(step++);
        if (now is Mishap.FailBefore or Mishap.DieBefore) throw Thrown(now);
        (owner, long last) = place.Open();
        return now == Mishap.None ? ValueTask.FromResult(last) : throw Thrown(now);
    }

    public ValueTask PublishAsync(IReadOnlyList<FeedbackEntry> entries, CancellationToken cancellation)
    {
        Mishap now = mishap(step++);
        if (now is Mishap.FailBefore or Mishap.DieBefore) throw Thrown(now);
        place.Add(owner, now is Mishap.FailWithin or Mishap.DieWithin ? entries.Take(entries.Count / 2) : entries);
        return now == Mishap.None ? ValueTask.CompletedTask : throw Thrown(now);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Exception Thrown(Mishap mishap) => mishap is Mishap.DieBefore or Mishap.DieWithin or Mishap.DieAfter ? new KilledException() : new FeedbackException("fake:place", "It is away.");
}

/// <summary>What happens at a step of a publisher: before it does anything, when it has done half of it, or when it has done all. A process that dies does nothing more; a failure is met.</summary>
internal enum Mishap
{
    None,
    FailBefore,
    FailWithin,
    FailAfter,
    DieBefore,
    DieWithin,
    DieAfter,
}

/// <summary>The process is no more.</summary>
internal sealed class KilledException : Exception;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// Objects of one kind that count, and come and go: the same instruments measure all of them together. What one had counted when it went stays in the totals, which never go back.
/// Safe for all threads.
/// </summary>
/// <typeparam name="T">Their kind.</typeparam>
public sealed class ObservedCounters<T> where T : class
{
    private readonly Lock gate = new();
    private readonly List<T> present = [];
    private readonly List<Gone> totals = [];

    /// <summary>Those that are there.</summary>
    public IReadOnlyList<T> Present
    {
        get
        {
            lock (gate) return [.. present];
        }
    }

    /// <summary>What a counter shows: all that was ever counted. Asked for before the first object is observed.</summary>
    /// <param name="read">Reads an object.</param>
    public Func<long> Total(Func<T, long> read)
    {
        var gone = new Gone(read);
        lock (gate) totals.Add(gone);
        return () =>
        {
            lock (gate) return gone.Counted + present.Sum(read);
        };
    }

    /// <summary>What a gauge shows: of those that are there.</summary>
    /// <param name="read">Reads an object.</param>
    public Func<long> Sum(Func<T, long> read) => () =>
    {
        lock (gate) return present.Sum(read);
    };

    /// <summary>An object has come.</summary>
    /// <returns>Disposed of when it goes: it counts no more then.</returns>
    public IDisposable Observe(T counters)
    {
        lock (gate) present.Add(counters);
        return new Observation(this, counters);
    }

    private void Forget(T counters)
    {
        lock (gate)
        {
            if (!present.Remove(counters)) return;
            foreach (Gone gone in totals) gone.Counted += gone.Read(counters);
        }
    }

    private sealed class Gone(Func<T, long> read)
    {
        public Func<T, long> Read { get; } = read;

        public long Counted { get; set; }
    }

    private sealed class Observation(ObservedCounters<T> observed, T counters) : IDisposable
    {
        public void Dispose() => observed.Forget(counters);
    }
}

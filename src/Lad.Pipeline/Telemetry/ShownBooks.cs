using System.Collections.Concurrent;
using Lad.Pipeline.Graph;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// The books of a graph as its instruments show them: one look for all of them. A listener asks instrument after instrument on one thread; the first that was made looks, and the others show what it saw.
/// One that is asked again, as by a listener that asks for it alone, looks anew.
/// </summary>
/// <param name="counters">The books.</param>
internal sealed class ShownBooks(GraphCounters counters)
{
    private readonly ConcurrentDictionary<int, Look> looks = new();
    private int instruments;

    /// <summary>What an instrument shows. The first that asks for this is the one that looks.</summary>
    /// <param name="read">Reads the books.</param>
    public Func<long> Show(Func<GraphBooks, long> read)
    {
        int instrument = instruments++;
        return () => read(See(instrument));
    }

    private GraphBooks See(int instrument)
    {
        Look look = looks.GetOrAdd(Environment.CurrentManagedThreadId, static _ => new Look());
        if (instrument == 0 || look.Shown[instrument] || !look.Shown.Contains(true))
        {
            look.Shown.AsSpan().Clear();
            look.Books = counters.Look();
        }
        look.Shown[instrument] = true;
        return look.Books;
    }

    private sealed class Look
    {
        public GraphBooks Books { get; set; }

        /// <summary>Which instruments have shown it.</summary>
        public bool[] Shown { get; } = new bool[8];
    }
}

using Lad.Elasticsearch.Reading.Cursors;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Elasticsearch.Tests.Reading.Sweeps;

/// <summary>A process that reads a simulated index, acknowledges late, saves now and then, and is killed at any moment, in the middle of a save too.</summary>
internal sealed class SimulatedReader(SimulatedIndex index, ReadingRules rules, Random random)
{
    private static readonly CursorIdentity Identity = new("es:logs", "@timestamp", "");
    private readonly Dictionary<string, byte[]> store = [];
    private readonly Queue<SimulatedDocument> unacknowledged = new();
    private readonly List<SimulatedDocument> sinceSave = [];
    private readonly int sloth = random.Next(2) == 0 ? random.Next(1, 10) : random.Next(50, 1000);
    private ReadingState state = null!;
    private CursorWriter writer = null!;
    private long acknowledged;

    /// <summary>How often each document was handed on.</summary>
    public Dictionary<int, int> Delivered { get; } = [];

    /// <summary>How often each document was under way, unacknowledged, at a kill: it must come again.</summary>
    public Dictionary<int, int> Lost { get; } = [];

    /// <summary>How often each document was acknowledged and not surely saved at a kill: it may come again.</summary>
    public Dictionary<int, int> Unsaved { get; } = [];

    public List<string> Notices { get; } = [];

    /// <summary>A new process.</summary>
    public void Start()
    {
        state = new ReadingState(rules);
        writer = new CursorWriter(Identity);
        acknowledged = 0;
        new CursorReader("test", Identity).Read(store, state, writer);
    }

    /// <summary>One sweep from a time on, on this machine's clock.</summary>
    /// <param name="now">The true time.</param>
    /// <param name="clock">The clock, as far as it is wrong.</param>
    /// <param name="most">Documents after which it breaks off.</param>
    /// <param name="lost">Whether breaking off is an expired snapshot, rather than the end of the process.</param>
    public void Sweep(long now, long clock, int most = int.MaxValue, bool lost = true)
    {
        SweepPlan plan = state.Plan(clock);
        foreach (SimulatedDocument document in index.Snapshot(plan, now + random.Next(300)))
        {
            if (most-- == 0)
            {
                if (lost) state.Abandon();
                return;
            }
            Offer offer = state.Meet(plan, document.Id, document.Time ?? ReadingState.Untimed, out _);
            if (offer == Offer.TooEarly) break;
            if (offer == Offer.Known) continue;
            Delivered[document.Number] = Delivered.GetValueOrDefault(document.Number) + 1;
            unacknowledged.Enqueue(document);
            if (random.Next(sloth) == 0) Acknowledge(random.Next(unacknowledged.Count + 1));
            if (random.Next(16) == 0) Save();
        }
        state.Complete(plan);
        while (state.TakeNotice() is { } notice) Notices.Add(notice);
    }

    public void Acknowledge(int count)
    {
        for (int i = 0; i < count && unacknowledged.TryDequeue(out SimulatedDocument? document); i++)
        {
            acknowledged++;
            sinceSave.Add(document);
        }
        state.Acknowledge(acknowledged);
    }

    /// <summary>Saves what is acknowledged, or only the first parts of it.</summary>
    public void Save(int most = int.MaxValue)
    {
        if (state.Save(writer.Write) is not { } parts) return;
        foreach (CursorPart part in parts.Take(most))
        {
            if (part.Content is null) store.Remove(part.Name);
            else store[part.Name] = part.Content;
        }
        if (most == int.MaxValue) sinceSave.Clear();
    }

    /// <summary>The process ends in order: what is under way is finished.</summary>
    public void Stop()
    {
        Acknowledge(int.MaxValue);
        Save();
    }

    /// <summary>The process is gone.</summary>
    public void Kill()
    {
        if (random.Next(2) == 0) Save(random.Next(5));
        foreach (SimulatedDocument document in unacknowledged) Lost[document.Number] = Lost.GetValueOrDefault(document.Number) + 1;
        foreach (SimulatedDocument document in sinceSave) Unsaved[document.Number] = Unsaved.GetValueOrDefault(document.Number) + 1;
        unacknowledged.Clear();
        sinceSave.Clear();
    }
}

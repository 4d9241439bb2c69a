using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Elasticsearch.Reading.Cursors;

/// <summary>Saves what is acknowledged now and then, behind the back of those who acknowledge. Thread-safe.</summary>
/// <param name="store">Where to; <see langword="null"/>: nowhere.</param>
/// <param name="identity">What it belongs to.</param>
/// <param name="state">What is acknowledged.</param>
/// <param name="interval">The least time between two savings.</param>
/// <param name="clock">The clock.</param>
internal sealed class CursorSaver(ICursorStore? store, CursorIdentity identity, ReadingState state, TimeSpan interval, TimeProvider clock)
{
    // A store that is slow to write much is given nine times as much rest.
    private const int Rest = 9;
    private readonly Lock gate = new();
    private readonly CursorWriter writer = new(identity);
    private Task saving = Task.CompletedTask;
    private long? last;
    private TimeSpan took;

    /// <summary>Restores what was saved.</summary>
    /// <exception cref="Pipeline.Sources.SourceException">It cannot be gone on with; says why.</exception>
    public async ValueTask LoadAsync(CancellationToken cancellation)
    {
        if (store is null) return;
        new CursorReader(store.Name, identity).Read(await store.LoadAsync(identity.Source, cancellation).ConfigureAwait(false), state, writer);
    }

    /// <summary>Saves when it is time, without waiting for it, unless every change is to be saved.</summary>
    /// <exception cref="Pipeline.Sources.SourceException">An earlier saving failed.</exception>
    public ValueTask TouchAsync()
    {
        if (store is null) return ValueTask.CompletedTask;
        if (interval == TimeSpan.Zero) return FlushAsync();
        lock (gate)
        {
            if (saving.IsFaulted) return new ValueTask(saving);
            if (saving.IsCompleted && (last is not { } before || clock.GetElapsedTime(before) >= Longer(interval, took * Rest))) Start();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Saves what is not saved yet.</summary>
    /// <exception cref="Pipeline.Sources.SourceException">It cannot be saved.</exception>
    public async ValueTask FlushAsync()
    {
        if (store is null) return;
        Task before;
        lock (gate) before = saving;
        await before.ConfigureAwait(false);
        lock (gate)
        {
            if (saving.IsCompletedSuccessfully) Start();
            before = saving;
        }
        await before.ConfigureAwait(false);
    }

    private void Start()
    {
        if (state.Save(writer.Write) is not { } parts) return;
        last = clock.GetTimestamp();
        saving = SaveAsync(parts);
    }

    private async Task SaveAsync(IReadOnlyList<CursorPart> parts)
    {
        await Task.Yield();
        long start = clock.GetTimestamp();
        await store!.SaveAsync(identity.Source, parts, CancellationToken.None).ConfigureAwait(false);
        took = clock.GetElapsedTime(start);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

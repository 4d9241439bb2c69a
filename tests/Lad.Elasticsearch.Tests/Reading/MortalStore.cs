using Lad.Pipeline.Sources.Cursors;

namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>A store that takes nothing any more once its process is dead.</summary>
internal sealed class MortalStore(ICursorStore store) : ICursorStore
{
    private readonly SemaphoreSlim gate = new(1);
    private bool dead;

    public string Name => store.Name;

    public long Saves { get; private set; }

    public ValueTask<IReadOnlyDictionary<string, byte[]>> LoadAsync(string source, CancellationToken cancellation) => store.LoadAsync(source, cancellation);

    public async ValueTask SaveAsync(string source, IReadOnlyList<CursorPart> parts, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        if (!dead) await store.SaveAsync(source, parts, cancellation);
        Saves++;
        gate.Release();
    }

    public async Task DieAsync()
    {
        await gate.WaitAsync();
        dead = true;
        gate.Release();
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}

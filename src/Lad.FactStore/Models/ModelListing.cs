using Lad.Pipeline.Models;

namespace Lad.FactStore.Models;

/// <summary>Which models and versions there are, remembered for a second: a page asks several times, and a topic is read for each answer.</summary>
internal sealed class ModelListing(IModelLibrary library, TimeProvider clock)
{
    private const int MaxModels = 1_024;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long At, Task<IReadOnlyList<StoredModel>> Versions)> known = new(StringComparer.Ordinal);
    private (long At, Task<IReadOnlyList<string>> Names)? names;

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (names is not { } last || !IsFresh(last.At, last.Names)) names = (clock.GetTimestamp(), Task.Run(async () => await library.NamesAsync().ConfigureAwait(false), CancellationToken.None));
            return names.Value.Names.WaitAsync(cancellation);
        }
    }

    /// <exception cref="UnknownModelException">There is no such model.</exception>
    public async Task<IReadOnlyList<StoredModel>> VersionsAsync(string name, CancellationToken cancellation)
    {
        if (!ModelName.IsValid(name)) throw new UnknownModelException($"'{ModelName.Printable(name)}' cannot be the name of a model.");
        Task<IReadOnlyList<StoredModel>> versions;
        lock (gate)
        {
            if (known.Count > MaxModels) known.Clear();
            if (!known.TryGetValue(name, out var last) || !IsFresh(last.At, last.Versions))
                known[name] = last = (clock.GetTimestamp(), Task.Run(async () => await library.History(name).ListAsync().ConfigureAwait(false), CancellationToken.None));
            versions = last.Versions;
        }

        IReadOnlyList<StoredModel> listed = await versions.WaitAsync(cancellation).ConfigureAwait(false);
        return listed.Count > 0 ? listed : throw new UnknownModelException($"There is no model '{name}' at {library.Name}.");
    }

    /// <summary>A version; <see langword="null"/> for the one in force.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    public async Task<StoredModel> FindAsync(string name, string? version, CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> versions = await VersionsAsync(name, cancellation).ConfigureAwait(false);
        return versions.FirstOrDefault(stored => version is null ? stored.IsCurrent : stored.Version == version)
            ?? throw new UnknownModelException(version is null ? $"No version of the model '{name}' is in force." : $"The model '{name}' has no version '{ModelName.Printable(version)}'.");
    }

    /// <summary>Something was changed: the next to ask looks.</summary>
    public void Forget()
    {
        lock (gate)
        {
            known.Clear();
            names = null;
        }
    }

    // One that is not done yet is waited for, however long it takes, and none is begun beside it.
    private bool IsFresh(long at, Task task) => !task.IsCompleted || (!task.IsFaulted && clock.GetElapsedTime(at) < Fresh);
}

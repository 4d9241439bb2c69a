using Lad.Detection;
using Lad.Detection.Comparing;
using Lad.FactStore.Auditing;
using Lad.FactStore.Safety;
using Lad.Pipeline.Models;

namespace Lad.FactStore.Models;

/// <summary>
/// The models and their versions, for people. A version never changes: what was read of it is remembered, of the 4 asked for last all, of the 256 asked for last what it says of itself.
/// Which versions there are is asked anew after a second. Thread-safe.
/// </summary>
/// <param name="library">Where they are.</param>
/// <param name="audit">Where rollbacks are entered.</param>
/// <param name="clock">The clock.</param>
public sealed class ModelCatalogue(IModelLibrary library, AuditTrail audit, TimeProvider clock)
{
    private const int KeptModels = 4, KeptViews = 256, KeptComparisons = 2;
    private readonly ModelListing listing = new(library, clock);
    private readonly RecentValues<(string Name, string Version), DetectionModel> models = new(KeptModels);
    private readonly RecentValues<(string Name, StoredModel Stored), ModelVersionView> views = new(KeptViews);
    private readonly RecentValues<(string Name, string From, string To), ModelComparison> comparisons = new(KeptComparisons);
    private readonly RecentValues<(string Name, string Version), ModelMap> maps = new(KeptModels);
    private readonly RecentValues<(string Name, string Version), Detector> detectors = new(KeptComparisons);

    private long rollbacks;

    /// <summary>What an operator calls the place of the models.</summary>
    public string Place => library.Name;

    /// <summary>How often another version was put in force here.</summary>
    public long Rollbacks => Interlocked.Read(ref rollbacks);

    /// <summary>Names of the models.</summary>
    /// <exception cref="ModelStoreException">The place cannot be read.</exception>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation = default) => listing.NamesAsync(cancellation);

    /// <summary>The versions of a model, the newest first, without a look into them.</summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    /// <exception cref="ModelStoreException">The place cannot be read.</exception>
    public Task<IReadOnlyList<StoredModel>> ListAsync(string name, CancellationToken cancellation = default) => listing.VersionsAsync(name, cancellation);

    /// <summary>The versions of a model, the newest first; one that cannot be read has the reason instead of its content.</summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    /// <exception cref="ModelStoreException">The place cannot be read.</exception>
    public async Task<IReadOnlyList<ModelVersionView>> VersionsAsync(string name, CancellationToken cancellation = default)
    {
        IReadOnlyList<StoredModel> versions = await ListAsync(name, cancellation).ConfigureAwait(false);
        var shown = new ModelVersionView[versions.Count];
        for (int i = 0; i < shown.Length; i++) shown[i] = await ViewAsync(name, versions[i], cancellation).ConfigureAwait(false);
        return shown;
    }

    /// <summary>One version's content; <see langword="null"/> for the version in force.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    /// <exception cref="ModelStoreException">It was refused, or cannot be read.</exception>
    public async Task<DetectionModel> ReadAsync(string name, string? version, CancellationToken cancellation = default)
    {
        StoredModel stored = await listing.FindAsync(name, version, cancellation).ConfigureAwait(false);
        return await LoadAsync(name, stored, cancellation).ConfigureAwait(false);
    }

    /// <summary>What differs between two versions.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    /// <exception cref="ModelStoreException">One was refused, or cannot be read.</exception>
    public async Task<ModelComparison> CompareAsync(string name, string older, string newer, CancellationToken cancellation = default)
    {
        DetectionModel from = await ReadAsync(name, older, cancellation).ConfigureAwait(false), to = await ReadAsync(name, newer, cancellation).ConfigureAwait(false);
        return await comparisons.GetAsync((name, older, newer), () => Task.FromResult(ModelComparer.Compare(from, to)), cancellation).ConfigureAwait(false);
    }

    /// <summary>The map of a version; <see langword="null"/> for the version in force.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    /// <exception cref="ModelStoreException">It was refused, or cannot be read.</exception>
    public async Task<ModelMap> MapAsync(string name, string? version, CancellationToken cancellation = default)
    {
        DetectionModel model = await ReadAsync(name, version, cancellation).ConfigureAwait(false);
        return await maps.GetAsync((name, model.Metadata.Version), () => Task.FromResult(ModelMap.Of(model)), cancellation).ConfigureAwait(false);
    }

    /// <summary>The version in force of a model, ready to score.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    /// <exception cref="ModelStoreException">It was refused, or cannot be read.</exception>
    public async Task<Detector> DetectorAsync(string name, CancellationToken cancellation = default)
    {
        DetectionModel model = await ReadAsync(name, null, cancellation).ConfigureAwait(false);
        return await detectors.GetAsync((name, model.Metadata.Version), () => Task.FromResult(new Detector(model)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts another version in force. The trail has it before it is done, and whether it was refused.</summary>
    /// <returns>The model in force now.</returns>
    /// <exception cref="UnknownModelException">There is no such version.</exception>
    /// <exception cref="ModelStoreException">It was refused, or the place cannot be written; what is in force stays.</exception>
    public async Task<DetectionModel> RollbackAsync(string name, string version, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await listing.FindAsync(name, version, cancellation).ConfigureAwait(false);
        string before = (await ListAsync(name, cancellation).ConfigureAwait(false)).FirstOrDefault(stored => stored.IsCurrent)?.Version ?? "none";
        await audit.EnterAsync(actor, "model.rollback", name, $"from {before} to {version}", cancellation).ConfigureAwait(false);
        try
        {
            DetectionModel model = await library.History(name).RollbackAsync(version, cancellation).ConfigureAwait(false);
            Interlocked.Increment(ref rollbacks);
            return model;
        }
        catch (ModelStoreException refusal)
        {
            await audit.EnterAsync(actor, "model.rollback-refused", name, $"to {version}: {refusal.Message}", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        finally
        {
            listing.Forget();
        }
    }

    private async Task<ModelVersionView> ViewAsync(string name, StoredModel stored, CancellationToken cancellation)
    {
        try
        {
            ModelVersionView view = await views.GetAsync((name, stored with { IsCurrent = false }), async () => ModelVersionView.Of(stored, await library.History(name).ReadAsync(stored.Version).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
            return view with { Stored = stored };
        }
        catch (ModelStoreException fault)
        {
            return new ModelVersionView(stored, null, 0, 0, fault.Message);
        }
    }

    private Task<DetectionModel> LoadAsync(string name, StoredModel stored, CancellationToken cancellation) =>
        models.GetAsync((name, stored.Version), async () => await library.History(name).ReadAsync(stored.Version).ConfigureAwait(false), cancellation);
}

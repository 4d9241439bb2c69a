using Lad.Detection;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Remembers what is in force, and says what changes when the index does.</summary>
/// <param name="index">What lies on the topic.</param>
/// <param name="loader">Reads versions.</param>
internal sealed class ModelReview(ModelIndex index, SnapshotLoader loader)
{
    private readonly Dictionary<string, (string Version, string? Hash)> inForce = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);

    /// <summary>Models whose chunks could not be read and that should be looked at again soon.</summary>
    public IReadOnlyCollection<string> Unread => failures.Keys;

    /// <summary>Takes a version as being in force already.</summary>
    public void Assume(string name, string version) => inForce[name] = (version, null);

    /// <summary>Looks at a model after something happened to it.</summary>
    public async ValueTask<IReadOnlyList<ModelChange>> LookAsync(string name, CancellationToken cancellation)
    {
        failures.Remove(name, out int failed);
        if (index.Find(name) is not { Manifest: { } manifest } model)
        {
            told.Remove(name);
            return inForce.Remove(name) ? [new ModelChange(ModelChangeKind.Removed, name)] : [];
        }
        ManifestVersion current = manifest.InForce;
        if (inForce.TryGetValue(name, out (string Version, string? Hash) had) && had.Version == current.Version && (had.Hash ?? current.Hash) == current.Hash) return [];

        List<ModelChange> changes = [];
        // One who has a model keeps it; one who has none takes the nearest that can be read.
        foreach (ManifestVersion version in inForce.ContainsKey(name) ? [current] : manifest.ByPreference())
        {
            try
            {
                DetectionModel loaded = await loader.LoadAsync(model, version, cancellation).ConfigureAwait(false);
                inForce[name] = (version.Version, version.Hash);
                if (version == current) told.Remove(name);
                changes.Add(new ModelChange(ModelChangeKind.InForce, name, loaded));
                break;
            }
            catch (ModelStoreException refused)
            {
                if (version == current) Tell(name, refused, changes);
            }
            catch (ChunksUnreadException unread)
            {
                // Compaction may have been faster than the index, which then hears of what replaced them.
                failures[name] = failed + 1;
                if (failed > 0) Tell(name, new ModelStoreException(index.PlaceOf(model.Partition, model.ManifestOffset), $"version '{version.Version}' of model '{name}' cannot be read for now: {unread.Message}.", unread), changes);
                break;
            }
        }
        return changes;
    }

    private void Tell(string name, ModelStoreException refused, List<ModelChange> changes)
    {
        if (told.TryGetValue(name, out string? before) && before == refused.Message) return;
        told[name] = refused.Message;
        changes.Add(new ModelChange(ModelChangeKind.Refused, name, Fault: refused));
    }
}

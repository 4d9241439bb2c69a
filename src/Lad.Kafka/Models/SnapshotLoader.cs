using System.Security.Cryptography;
using Lad.Detection;
using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Reads a version that a manifest names, and believes it only when all of it is there and fits.</summary>
/// <param name="index">Says where it lies.</param>
/// <param name="chunks">Reads it.</param>
/// <param name="counters">Count what was loaded and refused.</param>
internal sealed class SnapshotLoader(ModelIndex index, IChunkReader chunks, KafkaModelCounters counters)
{
    /// <summary>Reads a version.</summary>
    /// <exception cref="ModelStoreException">It was refused.</exception>
    /// <exception cref="ChunksUnreadException">It could not be read this time.</exception>
    public async ValueTask<DetectionModel> LoadAsync(IndexedModel model, ManifestVersion version, CancellationToken cancellation)
    {
        if (model.Missing(version) is { } missing) throw Refuse(model, version, missing);
        IReadOnlyDictionary<int, ChunkPlace> places = model.ChunksOf(version.Version);
        (ModelKey, ChunkPlace)[] wanted = [.. Enumerable.Range(0, version.Chunks).Select(chunk => (new ModelKey(model.Name, version.Version, chunk), places[chunk]))];
        byte[] snapshot = await chunks.ReadAsync(model.Partition, wanted, cancellation).ConfigureAwait(false);
        if (Convert.ToHexStringLower(SHA256.HashData(snapshot)) != version.Hash) throw Refuse(model, version, $"its SHA-256 is not {version.Hash}, which its manifest says");
        DetectionModel loaded;
        try
        {
            loaded = SnapshotReader.Read(snapshot);
        }
        catch (SnapshotException fault)
        {
            throw Refuse(model, version, fault.Message, fault);
        }
        if (loaded.Metadata.Version != version.Version || loaded.Metadata.Name != model.Name)
            throw Refuse(model, version, $"its snapshot is version '{ModelName.Printable(loaded.Metadata.Version)}' of model '{ModelName.Printable(loaded.Metadata.Name)}'");
        counters.CountLoaded();
        return loaded;
    }

    private ModelStoreException Refuse(IndexedModel model, ManifestVersion version, string reason, SnapshotException? fault = null)
    {
        counters.CountRefused();
        string remedy = fault is null ? " Publish it again, or put another version in force with `lad model rollback`." : "";
        return new ModelStoreException(index.PlaceOf(model.Partition, model.ManifestOffset), $"version '{version.Version}' of model '{model.Name}' was refused: {reason}{(fault is null ? "." : "")}{remedy}", fault);
    }
}

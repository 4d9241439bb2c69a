using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Lad.Detection;
using Lad.Detection.Snapshots;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>The versions of one model in a <see cref="KafkaModelTopic"/>.</summary>
public sealed class KafkaModelHistory : IModelHistory
{
    private const int Attempts = 3;
    private readonly KafkaModelTopic topic;

    internal KafkaModelHistory(KafkaModelTopic topic, string model)
    {
        this.topic = topic;
        Model = model;
    }

    /// <inheritdoc />
    public string Model { get; }

    /// <inheritdoc />
    public string Name => $"{topic.Name} {Model}";

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredModel>> ListAsync(CancellationToken cancellation = default)
    {
        using ModelTopicSession session = await topic.OpenAsync(Model, cancellation).ConfigureAwait(false);
        if (session.Index.Find(Model) is not { Manifest: { } manifest } model) return [];
        return [.. manifest.Versions.Select(kept => new StoredModel(kept.Version, $"{topic.Name}[{model.Partition}] {Model}/{kept.Version}", kept.Bytes, kept.Version == manifest.Current))];
    }

    /// <inheritdoc />
    /// <remarks>When the snapshot in force is refused, the one before it is not read in its stead: a watch does that.</remarks>
    public async ValueTask<DetectionModel?> ReadAsync(CancellationToken cancellation = default) =>
        await ReadAsync(manifest => manifest?.InForce, cancellation).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask<DetectionModel> ReadAsync(string version, CancellationToken cancellation = default) =>
        (await ReadAsync(manifest => manifest?.Find(version) ?? throw Unknown(version), cancellation).ConfigureAwait(false))!;

    /// <inheritdoc />
    /// <remarks>
    /// The order is: chunks, all acknowledged; then the manifest; then tombstones for what is no longer kept. Publishing the same version with the same content again puts it in force
    /// and changes nothing else.
    /// </remarks>
    public async ValueTask PublishAsync(DetectionModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        string version = ModelName.Require(model.Metadata.Version, "version", topic.Name);
        if (model.Metadata.Name != Model) throw new ModelStoreException(topic.Name, $"the model to publish is named '{ModelName.Printable(model.Metadata.Name)}'. Publish it under that name.");
        byte[] snapshot = SnapshotWriter.Write(model);
        string hash = Convert.ToHexStringLower(SHA256.HashData(snapshot));

        using ModelTopicSession session = await topic.OpenAsync(Model, cancellation).ConfigureAwait(false);
        IndexedModel? before = session.Index.Find(Model);
        ManifestVersion? same = before?.Manifest!.Find(version);
        if (same is not null && same.Hash != hash)
            throw new ModelStoreException(session.Index.PlaceOf(before!.Partition, before.ManifestOffset), $"another model is kept as version '{version}' of '{Model}' already. Versions are never rewritten: train again.");
        bool whole = same is not null && await IsWholeAsync(session, before!, same, cancellation).ConfigureAwait(false);
        using ModelPublication publication = topic.Publication(session, Model);
        ManifestVersion entry = whole ? same! : await publication.SendChunksAsync(version, snapshot, hash, model.Metadata.CreatedAt, cancellation).ConfigureAwait(false);
        await publication.PutInForceAsync(entry, prune: true, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<DetectionModel> RollbackAsync(string? version = null, CancellationToken cancellation = default)
    {
        if (version is not null) ModelName.Require(version, "version", topic.Name);
        using ModelTopicSession session = await topic.OpenAsync(Model, cancellation).ConfigureAwait(false);
        TopicManifest manifest = session.Index.Find(Model)?.Manifest ?? throw Unknown(version);
        ManifestVersion target = version is null
            ? manifest.Versions.SkipWhile(kept => kept.Version != manifest.Current).Skip(1).FirstOrDefault()
                ?? throw new ModelStoreException(topic.Name, $"no version of model '{Model}' is older than '{manifest.Current}', which is in force.")
            : manifest.Find(version) ?? throw Unknown(version);
        DetectionModel model = await LoadAsync(session, target, cancellation).ConfigureAwait(false);
        using ModelPublication publication = topic.Publication(session, Model);
        await publication.PutInForceAsync(target, prune: false, cancellation).ConfigureAwait(false);
        return model;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ModelUpdate> WatchAsync(string? known, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (ModelChange change in topic.Watch(Model, known, cancellation).ConfigureAwait(false))
        {
            if (change.Model is not null || change.Fault is not null) yield return new ModelUpdate(change.Model, change.Fault);
        }
    }

    private async ValueTask<DetectionModel?> ReadAsync(Func<TopicManifest?, ManifestVersion?> choose, CancellationToken cancellation)
    {
        using ModelTopicSession session = await topic.OpenAsync(Model, cancellation).ConfigureAwait(false);
        return choose(session.Index.Find(Model)?.Manifest) is { } version ? await LoadAsync(session, version, cancellation).ConfigureAwait(false) : null;
    }

    private async ValueTask<DetectionModel> LoadAsync(ModelTopicSession session, ManifestVersion version, CancellationToken cancellation)
    {
        using ChunkReader chunks = topic.Chunks();
        var loader = new SnapshotLoader(session.Index, chunks, topic.Counters);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await loader.LoadAsync(session.Index.Find(Model) ?? throw Unknown(version.Version), version, cancellation).ConfigureAwait(false);
            }
            catch (ChunksUnreadException) when (attempt < Attempts)
            {
                // A publisher or the compaction was at work: what it did comes next.
                session.Drain();
            }
            catch (ChunksUnreadException fault)
            {
                throw new ModelStoreException(topic.Name, $"version '{version.Version}' of model '{Model}' cannot be read: {fault.Message}. Try again.", fault);
            }
        }
    }

    private async ValueTask<bool> IsWholeAsync(ModelTopicSession session, IndexedModel model, ManifestVersion version, CancellationToken cancellation)
    {
        if (model.Missing(version) is not null) return false;
        try
        {
            await LoadAsync(session, version, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ModelStoreException)
        {
            // Its chunks are written anew, which mends them.
            return false;
        }
    }

    private ModelStoreException Unknown(string? version) => new(topic.Name, version is null
        ? $"there is no model '{Model}'. `lad model list` shows which there are."
        : $"there is no version '{ModelName.Printable(version)}' of model '{Model}'. `lad model list` shows which there are.");
}

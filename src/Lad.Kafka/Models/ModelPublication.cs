using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>
/// Writes a version of a model: chunks, then the manifest, then tombstones, each when what comes before is acknowledged. What others wrote meanwhile is read before each step, and what came out is
/// checked at the end.
/// </summary>
/// <param name="session">The topic, read to its end.</param>
/// <param name="model">The model's name.</param>
/// <param name="producer">Writes; is disposed with this.</param>
/// <param name="options">What is kept.</param>
/// <param name="time">The publisher's clock.</param>
internal sealed class ModelPublication(ModelTopicSession session, string model, ModelTopicProducer producer, KafkaModelOptions options, TimeProvider time) : IDisposable
{
    private const int Attempts = 3;

    // A model stays where it is when the topic gets more partitions.
    private readonly int partition = session.Index.Find(model)?.Partition ?? ModelKey.PartitionOf(model, session.Index.Partitions);

    /// <summary>Sends the chunks of a snapshot.</summary>
    /// <returns>What a manifest says of it.</returns>
    public async Task<ManifestVersion> SendChunksAsync(string version, byte[] snapshot, string hash, DateTimeOffset created, CancellationToken cancellation)
    {
        int count = (snapshot.Length + producer.ChunkBytes - 1) / producer.ChunkBytes;
        long last = await producer.SendAsync(
            partition,
            Enumerable.Range(0, count).Select(chunk => (new ModelKey(model, version, chunk), (byte[]?)snapshot.AsSpan(chunk * producer.ChunkBytes, Math.Min(producer.ChunkBytes, snapshot.Length - (chunk * producer.ChunkBytes))).ToArray())),
            cancellation).ConfigureAwait(false);
        await session.ReadToAsync(partition, last, cancellation).ConfigureAwait(false);
        return new ManifestVersion(version, count, snapshot.Length, hash, created);
    }

    /// <summary>Puts a version in force whose chunks are on the topic, and removes what is no longer kept.</summary>
    /// <param name="version">The version.</param>
    /// <param name="prune">Whether older versions give way.</param>
    /// <param name="cancellation">Stops it between two messages; what was in force before or the version is in force then.</param>
    /// <exception cref="ModelStoreException">The topic cannot be written, or another publisher removed the version meanwhile.</exception>
    public async Task PutInForceAsync(ManifestVersion version, bool prune, CancellationToken cancellation)
    {
        session.Drain();
        IndexedModel? before = session.Index.Find(model, partition);
        (DateTimeOffset? published, long at) = (before?.Manifest?.Published, before?.ManifestOffset ?? -1);
        TopicManifest manifest = ManifestSteps.With(before?.Manifest, model, version, prune ? options.KeptVersions : TopicManifest.MaxVersions, time.GetUtcNow());
        for (int attempt = 1; ; attempt++)
        {
            await SendAsync(manifest, cancellation).ConfigureAwait(false);
            await RemoveAsync(published, at, cancellation).ConfigureAwait(false);
            // Another publisher may have named what was just removed, or removed what was just named.
            if (session.Index.Find(model, partition) is not { Manifest: { } latest } now || latest.Versions.All(kept => now.Missing(kept) is null)) return;
            manifest = ManifestSteps.Mended(latest, kept => now.Missing(kept) is null, time.GetUtcNow()) ?? throw Lost(version);
            if (attempt == Attempts) throw Lost(version);
        }
    }

    /// <inheritdoc />
    public void Dispose() => producer.Dispose();

    private async Task SendAsync(TopicManifest manifest, CancellationToken cancellation)
    {
        long offset = await producer.SendAsync(partition, new ModelKey(model), TopicManifestFormat.Write(manifest), cancellation).ConfigureAwait(false);
        await session.ReadToAsync(partition, offset, cancellation).ConfigureAwait(false);
    }

    private async Task RemoveAsync(DateTimeOffset? published, long at, CancellationToken cancellation)
    {
        if (session.Index.Find(model, partition) is not { } now) return;
        DateTimeOffset latest = time.GetUtcNow() - options.OrphanAge;
        (ModelKey, byte[]?)[] tombstones = [.. now.Chunks
            .Where(chunk => !now.IsNamed(chunk.Version, chunk.Chunk) && (now.IsDropped(chunk.Version) || IsOld(chunk.Place)))
            .Select(chunk => (new ModelKey(model, chunk.Version, chunk.Chunk), (byte[]?)null))];
        long last = await producer.SendAsync(partition, tombstones, cancellation).ConfigureAwait(false);
        await session.ReadToAsync(partition, last, cancellation).ConfigureAwait(false);

        // Where brokers keep no times, a chunk is as old as a manifest behind it.
        bool IsOld(ChunkPlace place) => place.Timestamp > 0 ? place.Timestamp < latest.ToUnixTimeMilliseconds() : place.Offset < at && published < latest;
    }

    private ModelStoreException Lost(ManifestVersion version) =>
        new($"kafka:{session.Index.Topic}", $"another publisher removed chunks of model '{model}' while version '{version.Version}' was put in force. Let one trainer publish a model, and publish it again.");
}

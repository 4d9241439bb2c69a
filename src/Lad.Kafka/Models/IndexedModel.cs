namespace Lad.Kafka.Models;

/// <summary>What lies of one model on one partition.</summary>
/// <param name="name">The model's name.</param>
/// <param name="partition">The partition.</param>
internal sealed class IndexedModel(string name, int partition)
{
    private static readonly Dictionary<int, ChunkPlace> None = [];
    private readonly Dictionary<string, Dictionary<int, ChunkPlace>> chunks = new(StringComparer.Ordinal);
    private readonly HashSet<string> dropped = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public int Partition { get; } = partition;

    /// <summary>The last manifest; <see langword="null"/> when there is none or it was removed.</summary>
    public TopicManifest? Manifest { get; private set; }

    /// <summary>The manifest's offset.</summary>
    public long ManifestOffset { get; private set; }

    /// <summary>Whether nothing is left of it.</summary>
    public bool IsEmpty => Manifest is null && chunks.Count == 0;

    /// <summary>All chunks that lie there, named by the manifest or not.</summary>
    public IEnumerable<(string Version, int Chunk, ChunkPlace Place)> Chunks =>
        chunks.SelectMany(version => version.Value.Select(chunk => (version.Key, chunk.Key, chunk.Value)));

    /// <summary>Chunks of a version by their number.</summary>
    public IReadOnlyDictionary<int, ChunkPlace> ChunksOf(string version) => chunks.GetValueOrDefault(version, None);

    /// <summary>Whether the manifest names a chunk.</summary>
    public bool IsNamed(string version, int chunk) => Manifest?.Find(version) is { } named && chunk < named.Chunks;

    /// <summary>Whether an earlier manifest named the version and the last one does not.</summary>
    public bool IsDropped(string version) => dropped.Contains(version);

    /// <summary>What keeps a version from being read: the first chunk that is missing, or a size that is not the manifest's; <see langword="null"/> when all of it is there.</summary>
    public string? Missing(ManifestVersion version)
    {
        IReadOnlyDictionary<int, ChunkPlace> there = ChunksOf(version.Version);
        long bytes = 0;
        for (int chunk = 0; chunk < version.Chunks; chunk++)
        {
            if (!there.TryGetValue(chunk, out ChunkPlace place)) return $"chunk {chunk} of its {version.Chunks} is not on the topic";
            bytes += place.Bytes;
        }
        return bytes == version.Bytes ? null : $"its chunks have {bytes} bytes together, and its manifest says {version.Bytes}";
    }

    public void Put(TopicManifest? manifest, long offset)
    {
        foreach (ManifestVersion before in Manifest?.Versions ?? [])
            if (chunks.ContainsKey(before.Version)) dropped.Add(before.Version);
        foreach (ManifestVersion named in manifest?.Versions ?? []) dropped.Remove(named.Version);
        (Manifest, ManifestOffset) = (manifest, offset);
    }

    /// <summary>Remembers a chunk.</summary>
    /// <returns>Whether there was none with its number before.</returns>
    public bool Put(string version, int chunk, ChunkPlace place)
    {
        if (!chunks.TryGetValue(version, out Dictionary<int, ChunkPlace>? there)) chunks.Add(version, there = []);
        bool added = !there.ContainsKey(chunk);
        there[chunk] = place;
        return added;
    }

    /// <summary>Forgets a chunk.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string version, int chunk)
    {
        if (!chunks.TryGetValue(version, out Dictionary<int, ChunkPlace>? there) || !there.Remove(chunk)) return false;
        if (there.Count > 0) return true;
        chunks.Remove(version);
        dropped.Remove(version);
        return true;
    }
}

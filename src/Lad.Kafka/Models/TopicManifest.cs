namespace Lad.Kafka.Models;

/// <summary>What of a model is kept, and which version is in force.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Current">The version in force, one of <paramref name="Versions"/>.</param>
/// <param name="Published">When the manifest was written, by its publisher's clock.</param>
/// <param name="Versions">The versions that are kept, the one published last first.</param>
internal sealed record TopicManifest(string Model, string Current, DateTimeOffset Published, IReadOnlyList<ManifestVersion> Versions)
{
    /// <summary>Versions of a manifest at most: kept ones and the one in force.</summary>
    public const int MaxVersions = 16;

    /// <summary>Chunks of a version at most: a snapshot of the largest size in chunks of the smallest.</summary>
    public const int MaxChunks = 262_144;

    /// <summary>Bytes of a manifest at most.</summary>
    public const int MaxBytes = 16 << 10;

    /// <summary>The version in force.</summary>
    public ManifestVersion InForce => Find(Current)!;

    /// <summary>A version, <see langword="null"/> when it is not named.</summary>
    public ManifestVersion? Find(string version) => Versions.FirstOrDefault(kept => kept.Version == version);

    /// <summary>The version in force, then those before it from the newest, then those after it: the order in which a reader that has none takes what it can read.</summary>
    public IEnumerable<ManifestVersion> ByPreference()
    {
        int current = Versions.TakeWhile(kept => kept.Version != Current).Count();
        return Versions.Skip(current).Concat(Versions.Take(current));
    }
}

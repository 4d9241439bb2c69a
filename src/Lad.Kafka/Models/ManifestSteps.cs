namespace Lad.Kafka.Models;

/// <summary>From one manifest to the next.</summary>
internal static class ManifestSteps
{
    /// <summary>The manifest that puts a version in force.</summary>
    /// <param name="before">The manifest there is.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version; one that is kept already stays in its place.</param>
    /// <param name="kept">Newest versions that stay.</param>
    /// <param name="now">The time.</param>
    public static TopicManifest With(TopicManifest? before, string model, ManifestVersion version, int kept, DateTimeOffset now)
    {
        IReadOnlyList<ManifestVersion> versions = before?.Versions ?? [];
        ManifestVersion[] all = before?.Find(version.Version) is null
            ? [version, .. versions]
            : [.. versions.Select(there => there.Version == version.Version ? version : there)];
        return new TopicManifest(model, version.Version, now, [.. all.Take(kept).Union(all.Where(there => there == version))]);
    }

    /// <summary>The manifest without the versions that are not whole; <see langword="null"/> when none is left.</summary>
    public static TopicManifest? Mended(TopicManifest before, Func<ManifestVersion, bool> whole, DateTimeOffset now)
    {
        ManifestVersion? current = before.ByPreference().FirstOrDefault(whole);
        return current is null ? null : new TopicManifest(before.Model, current.Version, now, [.. before.Versions.Where(whole)]);
    }
}

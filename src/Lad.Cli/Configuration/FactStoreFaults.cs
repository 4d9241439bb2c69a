namespace Lad.Cli.Configuration;

/// <summary>What is wrong with the fact store's settings beyond each one's own range. No fault holds a secret.</summary>
internal static class FactStoreFaults
{
    private static readonly TimeSpan LeastRetention = TimeSpan.FromHours(1);

    /// <summary>All faults, one sentence each.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origin">Where a setting's value came from, by its name.</param>
    public static IEnumerable<string> Of(FactStoreSettings settings, Func<string, string> origin)
    {
        (string Name, string Path)[] secrets =
        [
            ("ConnectionStringFile", settings.ConnectionStringFile), ("ClientSecretFile", settings.ClientSecretFile), ("ClientTokenFile", settings.ClientTokenFile),
        ];
        foreach ((string name, string path) in secrets)
            if (path.Length > 0 && !SecretFile.TryRead(path, out _, out string fault)) yield return $"{origin(name)}: FactStore:{name} {fault}";
        if (settings.ConnectionStringFile.Length > 0 && settings.ConnectionString != new FactStoreSettings().ConnectionString)
            yield return "FactStore:ConnectionString and FactStore:ConnectionStringFile are both set: take one";
        if (settings.ClientSecretFile.Length > 0 && settings.Authority.Length == 0) yield return "FactStore:ClientSecretFile needs FactStore:Authority";
        if (settings.Retention < LeastRetention) yield return "FactStore:Retention must be at least 1h";
        // The server knows what is safe, and what a file of tokens must be; what is wrong with the other secrets' files has been said.
        foreach (string fault in settings.ToOptions(null, "").Faults()) yield return fault;
    }
}

namespace Lad.Cli.Configuration;

/// <summary>What is wrong with Elasticsearch's settings beyond each one's own range. No fault holds a secret.</summary>
internal static class ElasticsearchFaults
{
    /// <summary>All faults, one sentence each.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origin">Where a setting's value came from, by its name.</param>
    public static IEnumerable<string> Of(ElasticsearchSettings settings, Func<string, string> origin)
    {
        foreach ((string name, string path) in Files(settings))
            if (path.Length > 0 && !SecretFile.TryRead(path, out _, out string fault)) yield return $"{origin(name)}: Elasticsearch:{name} {fault}";
        foreach (string fault in Contradictions(settings)) yield return fault;
        // The client knows what it can use; what is wrong with secrets' files has been said.
        foreach (string fault in settings.ToClientOptions(_ => { }, []).Validate()) yield return fault;
        foreach ((string name, TimeSpan value, string least, string most) in Spans(settings))
            if (value < Span(least) || value > Span(most)) yield return $"Elasticsearch:{name} must be from {least} to {most}";
    }

    private static IEnumerable<(string Name, TimeSpan Value, string Least, string Most)> Spans(ElasticsearchSettings settings) =>
    [
        ("PollInterval", settings.PollInterval, "10ms", "1h"),
        ("Overlap", settings.Overlap, "0s", "7d"),
        ("KeepAlive", settings.KeepAlive, "5s", "1d"),
        ("BulkAge", settings.BulkAge, "0s", "1m"),
    ];

    private static TimeSpan Span(string text) => SettingTypes.Duration.TryParse(text, out TimeSpan span, out _) ? span : throw new ArgumentException($"'{text}' is no duration", nameof(text));

    private static IEnumerable<string> Contradictions(ElasticsearchSettings settings)
    {
        (string Name, string Value, string FileName, string File)[] secrets =
        [
            ("ApiKey", settings.ApiKey, "ApiKeyFile", settings.ApiKeyFile),
            ("Password", settings.Password, "PasswordFile", settings.PasswordFile),
            ("Token", settings.Token, "TokenFile", settings.TokenFile),
        ];
        foreach (var secret in secrets)
            if (secret.Value.Length > 0 && secret.File.Length > 0) yield return $"Elasticsearch:{secret.Name} and Elasticsearch:{secret.FileName} are both set: take one";
        string[] kinds =
        [
            .. secrets.Where(secret => secret.Value.Length + secret.File.Length > 0).Select(secret => secret.Name == "Password" ? "a user and a password" : secret.Name == "ApiKey" ? "an API key" : "a token"),
        ];
        if (kinds.Length > 1) yield return $"Elasticsearch has {string.Join(" and ", kinds)}: take one kind of credentials";
        bool password = settings.Password.Length + settings.PasswordFile.Length > 0;
        if (settings.User.Length > 0 && !password) yield return "Elasticsearch:User needs Elasticsearch:Password or Elasticsearch:PasswordFile";
        if (settings.User.Length == 0 && password) yield return "Elasticsearch:Password needs Elasticsearch:User";
    }

    private static IEnumerable<(string Name, string Path)> Files(ElasticsearchSettings settings) =>
    [
        ("ApiKeyFile", settings.ApiKeyFile), ("PasswordFile", settings.PasswordFile), ("TokenFile", settings.TokenFile), ("ClientKeyPasswordFile", settings.ClientKeyPasswordFile),
    ];
}

using System.Text;
using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>How the fact store keeps, shows and takes feedback, and how it is reached.</summary>
public sealed record FactStoreSettings
{
    /// <summary>Where it listens.</summary>
    public ListenAddress Listen { get; init; } = new(System.Net.IPAddress.Loopback, 8181);

    /// <summary>Its database: a file of SQLite, or a connection to PostgreSQL.</summary>
    public string ConnectionString { get; init; } = ".lad/facts.db";

    /// <summary>A file with the connection; empty: <see cref="ConnectionString"/> holds.</summary>
    public string ConnectionStringFile { get; init; } = "";

    /// <summary>Where anomalies come from; <see langword="null"/>: the topic of anomalies.</summary>
    public Location? From { get; init; }

    /// <summary>A file of tokens, a line <c>NAME ROLE TOKEN</c> each; empty: none.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>The OpenID provider; empty: none.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The store's name with the provider.</summary>
    public string ClientId { get; init; } = "lad";

    /// <summary>A file with its secret there; empty: it has none.</summary>
    public string ClientSecretFile { get; init; } = "";

    /// <summary>The claim with a person's roles.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The role of those who may give feedback.</summary>
    public string EditorRole { get; init; } = "lad-editor";

    /// <summary>The role of those who may look.</summary>
    public string ReaderRole { get; init; } = "lad-reader";

    /// <summary>Its address as browsers have it; empty: where it listens.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>How long anomalies are kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Anomalies that are kept, at most.</summary>
    public long MaxAnomalies { get; init; } = 2_000_000;

    /// <summary>A running store that commands speak to; empty: none.</summary>
    public string Url { get; init; } = "";

    /// <summary>A file with the token that they show it; empty: none.</summary>
    public string ClientTokenFile { get; init; } = "";

    /// <summary>The connection to the database, out of its file where it has one.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    internal string Connection() => ConnectionStringFile.Length == 0 ? ConnectionString : Secret(ConnectionStringFile, nameof(ConnectionStringFile));

    /// <summary>The store's secret with the provider; <see langword="null"/>: it has none.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    internal string? ClientSecret() => ClientSecretFile.Length == 0 ? null : Secret(ClientSecretFile, nameof(ClientSecretFile));

    /// <summary>The token that commands show a running store; <see langword="null"/>: none.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    internal string? ClientToken() => ClientTokenFile.Length == 0 ? null : Secret(ClientTokenFile, nameof(ClientTokenFile));

    private static string Secret(string file, string name) =>
        SecretFile.TryRead(file, out string secret, out string fault) ? secret : throw new ConfigurationException([$"FactStore:{name} {fault}"]);

    // A connection may hold a password, which may not come out by accident, as part of a log line about settings.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Listen = ").Append(Listen);
        return true;
    }
}

using System.Net;
using System.Text;
using Lad.Cli.Locations;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lad.Cli.Configuration;

/// <summary>How the fact store keeps, shows and takes feedback, and how it is reached.</summary>
public sealed record FactStoreSettings
{
    /// <summary>Where it listens.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 8181);

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

    /// <summary>Names by which it is called besides that address and this machine's own.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Networks of proxies that are believed when they say for whom they ask.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>A certificate with its chain, PEM; empty: it speaks HTTP.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The certificate's key, PEM; empty: it is in the certificate's file.</summary>
    public string CertificateKeyFile { get; init; } = "";

    /// <summary>Whether tokens may cross a network unencrypted.</summary>
    public bool AllowCleartext { get; init; }

    /// <summary>A directory of the keys that protect sessions; empty: they are in the database.</summary>
    public string KeyDirectory { get; init; } = "";

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

    /// <summary>The token that commands show a running store; <see langword="null"/>: none.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    internal string? ClientToken() => ClientTokenFile.Length == 0 ? null : Secret(ClientTokenFile, nameof(ClientTokenFile));

    /// <summary>How it is served.</summary>
    /// <param name="log">Is told what an operator must know.</param>
    /// <exception cref="ConfigurationException">The file with the provider's secret cannot be read.</exception>
    internal FactStoreOptions ToOptions(ILoggerFactory? log) => ToOptions(log, ClientSecretFile.Length == 0 ? "" : Secret(ClientSecretFile, nameof(ClientSecretFile)));

    /// <summary>As the other, with the secret already read.</summary>
    internal FactStoreOptions ToOptions(ILoggerFactory? log, string clientSecret) => new()
    {
        Address = Listen.Address,
        Port = Listen.Port,
        PublicUrl = PublicUrl.Length == 0 ? null : new Uri(PublicUrl),
        Hosts = Hosts,
        Proxies = [.. Proxies.Select(FactStoreTypes.NetworkOf)],
        CertificateFile = CertificateFile,
        CertificateKeyFile = CertificateKeyFile,
        AllowCleartext = AllowCleartext,
        TokenFile = TokenFile,
        OpenId = Authority.Length == 0
            ? null
            : new OpenIdOptions { Authority = new Uri(Authority), ClientId = ClientId, ClientSecret = clientSecret, RoleClaim = RoleClaim, EditorRole = EditorRole, ReaderRole = ReaderRole },
        KeyDirectory = KeyDirectory,
        Log = log ?? NullLoggerFactory.Instance,
    };

    private static string Secret(string file, string name) =>
        SecretFile.TryRead(file, out string secret, out string fault) ? secret : throw new ConfigurationException([$"FactStore:{name} {fault}"]);

    // A connection may hold a password, which may not come out by accident, as part of a log line about settings.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Listen = ").Append(Listen);
        return true;
    }
}

using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>The settings of the fact store.</summary>
internal static class FactStoreCatalogue
{
    public static Setting Listen { get; } = new Setting<ListenAddress>("FactStore:Listen", FactStoreTypes.Address,
        "Where pages and API are served. Beyond this machine only with FactStore:TokenFile or FactStore:Authority, and encrypted; port 0 is any free one, which is said.",
        s => s.FactStore.Listen, (s, v) => s with { FactStore = s.FactStore with { Listen = v } });

    public static Setting ConnectionString { get; } = new Setting<string>("FactStore:ConnectionString", FactStoreTypes.Connection,
        "The database: a file of SQLite, or a connection to PostgreSQL for a team. It is made, and brought to the current schema, at the start.",
        s => s.FactStore.ConnectionString, (s, v) => s with { FactStore = s.FactStore with { ConnectionString = v } });

    public static Setting ConnectionStringFile { get; } = new Setting<string>("FactStore:ConnectionStringFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the connection, for one with a password.",
        s => s.FactStore.ConnectionStringFile, (s, v) => s with { FactStore = s.FactStore with { ConnectionStringFile = v } });

    public static Setting From { get; } = new Setting<Location?>("FactStore:From", SettingTypes.OptionalSource(LocationKind.Kafka, LocationKind.File),
        "Where anomalies come from: a topic, read as the group that Kafka:GroupId names with -factstore behind it, or a file of verdicts, which is followed; empty is the topic Kafka:AnomaliesTopic.",
        s => s.FactStore.From, (s, v) => s with { FactStore = s.FactStore with { From = v } });

    public static Setting TokenFile { get; } = new Setting<string>("FactStore:TokenFile", ElasticsearchTypes.OptionalFile,
        "A file of tokens, a line each: NAME ROLE TOKEN, where the role is reader or editor.",
        s => s.FactStore.TokenFile, (s, v) => s with { FactStore = s.FactStore with { TokenFile = v } });

    public static Setting Authority { get; } = new Setting<string>("FactStore:Authority", FactStoreTypes.OptionalUrl,
        "The OpenID provider at which people sign in; empty is none.",
        s => s.FactStore.Authority, (s, v) => s with { FactStore = s.FactStore with { Authority = v } });

    public static Setting ClientId { get; } = new Setting<string>("FactStore:ClientId", FactStoreTypes.Word,
        "The fact store's name with the provider.",
        s => s.FactStore.ClientId, (s, v) => s with { FactStore = s.FactStore with { ClientId = v } });

    public static Setting ClientSecretFile { get; } = new Setting<string>("FactStore:ClientSecretFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the fact store's secret with the provider.",
        s => s.FactStore.ClientSecretFile, (s, v) => s with { FactStore = s.FactStore with { ClientSecretFile = v } });

    public static Setting RoleClaim { get; } = new Setting<string>("FactStore:RoleClaim", FactStoreTypes.Word,
        "The claim in which the provider names a person's roles.",
        s => s.FactStore.RoleClaim, (s, v) => s with { FactStore = s.FactStore with { RoleClaim = v } });

    public static Setting EditorRole { get; } = new Setting<string>("FactStore:EditorRole", FactStoreTypes.Word,
        "The role of those who may give feedback and roll models back.",
        s => s.FactStore.EditorRole, (s, v) => s with { FactStore = s.FactStore with { EditorRole = v } });

    public static Setting ReaderRole { get; } = new Setting<string>("FactStore:ReaderRole", FactStoreTypes.Word,
        "The role of those who may look.",
        s => s.FactStore.ReaderRole, (s, v) => s with { FactStore = s.FactStore with { ReaderRole = v } });

    public static Setting PublicUrl { get; } = new Setting<string>("FactStore:PublicUrl", FactStoreTypes.OptionalUrl,
        "The address under which browsers reach it, where that is another one than FactStore:Listen, as behind a proxy that speaks TLS.",
        s => s.FactStore.PublicUrl, (s, v) => s with { FactStore = s.FactStore with { PublicUrl = v } });

    public static Setting Hosts { get; } = new Setting<IReadOnlyList<string>>("FactStore:Hosts", FactStoreTypes.Hosts,
        "Names by which it is called besides that address and this machine's own; requests for other names are refused.",
        s => s.FactStore.Hosts, (s, v) => s with { FactStore = s.FactStore with { Hosts = v } });

    public static Setting Proxies { get; } = new Setting<IReadOnlyList<string>>("FactStore:Proxies", FactStoreTypes.Networks,
        "Proxies in front that are believed when they say for whom they ask (X-Forwarded-For).",
        s => s.FactStore.Proxies, (s, v) => s with { FactStore = s.FactStore with { Proxies = v } });

    public static Setting CertificateFile { get; } = new Setting<string>("FactStore:CertificateFile", ElasticsearchTypes.OptionalFile,
        "A certificate with its chain in PEM, with which it speaks HTTPS; read again when it changes.",
        s => s.FactStore.CertificateFile, (s, v) => s with { FactStore = s.FactStore with { CertificateFile = v } });

    public static Setting CertificateKeyFile { get; } = new Setting<string>("FactStore:CertificateKeyFile", ElasticsearchTypes.OptionalFile,
        "The certificate's key in PEM, when it has a file of its own.",
        s => s.FactStore.CertificateKeyFile, (s, v) => s with { FactStore = s.FactStore with { CertificateKeyFile = v } });

    public static Setting AllowCleartext { get; } = new Setting<bool>("FactStore:AllowCleartext", SettingTypes.Switch,
        "Whether tokens and sessions may cross a network unencrypted, for networks that are trusted.",
        s => s.FactStore.AllowCleartext, (s, v) => s with { FactStore = s.FactStore with { AllowCleartext = v } });

    public static Setting KeyDirectory { get; } = new Setting<string>("FactStore:KeyDirectory", ElasticsearchTypes.OptionalFile,
        "A directory of the keys that protect sessions, made for its owner alone; empty keeps them in the database.",
        s => s.FactStore.KeyDirectory, (s, v) => s with { FactStore = s.FactStore with { KeyDirectory = v } });

    public static Setting Retention { get; } = new Setting<TimeSpan>("FactStore:Retention", SettingTypes.Duration,
        "How long anomalies are kept. Feedback is kept for good.",
        s => s.FactStore.Retention, (s, v) => s with { FactStore = s.FactStore with { Retention = v } });

    public static Setting MaxAnomalies { get; } = new Setting<long>("FactStore:MaxAnomalies", SettingTypes.Integer(1_000, 1_000_000_000),
        "Anomalies that are kept, at most; the oldest go.",
        s => s.FactStore.MaxAnomalies, (s, v) => s with { FactStore = s.FactStore with { MaxAnomalies = v } });

    public static Setting Url { get; } = new Setting<string>("FactStore:Url", FactStoreTypes.OptionalUrl,
        "A running fact store that lad feedback speaks to; empty works on the database itself.",
        s => s.FactStore.Url, (s, v) => s with { FactStore = s.FactStore with { Url = v } });

    public static Setting ClientTokenFile { get; } = new Setting<string>("FactStore:ClientTokenFile", ElasticsearchTypes.OptionalFile,
        "A file that holds the token that lad feedback shows that fact store.",
        s => s.FactStore.ClientTokenFile, (s, v) => s with { FactStore = s.FactStore with { ClientTokenFile = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Listen, ConnectionString, ConnectionStringFile, From, TokenFile, Authority, ClientId, ClientSecretFile, RoleClaim, EditorRole, ReaderRole,
        PublicUrl, Hosts, Proxies, CertificateFile, CertificateKeyFile, AllowCleartext, KeyDirectory, Retention, MaxAnomalies, Url, ClientTokenFile,
    ];
}

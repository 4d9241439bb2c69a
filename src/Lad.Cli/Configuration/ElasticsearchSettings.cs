using System.Text;
using Lad.Elasticsearch.Connections;

namespace Lad.Cli.Configuration;

/// <summary>How Elasticsearch is reached, read and written.</summary>
public sealed record ElasticsearchSettings
{
    /// <summary>The nodes' addresses.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = ["http://localhost:9200"];

    /// <summary>An API key; empty: none.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>A file with the API key; empty: none.</summary>
    public string ApiKeyFile { get; init; } = "";

    /// <summary>The user; empty: none.</summary>
    public string User { get; init; } = "";

    /// <summary>The user's password; empty: none.</summary>
    public string Password { get; init; } = "";

    /// <summary>A file with the password; empty: none.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>A bearer token; empty: none.</summary>
    public string Token { get; init; } = "";

    /// <summary>A file with the token; empty: none.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>A PEM file of trusted authorities; empty: the system's.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>SHA-256 of a trusted certificate; empty: none.</summary>
    public string CaFingerprint { get; init; } = "";

    /// <summary>The client's own certificate, PEM or PKCS#12; empty: none.</summary>
    public string ClientCertificate { get; init; } = "";

    /// <summary>The certificate's key; empty: it is in the certificate's file.</summary>
    public string ClientKey { get; init; } = "";

    /// <summary>A file with the key's password; empty: it has none.</summary>
    public string ClientKeyPasswordFile { get; init; } = "";

    /// <summary>Whether servers' certificates are verified.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer, unpacked, that are read at most.</summary>
    public long MaxResponseBytes { get; init; } = 64L << 20;

    /// <summary>Whether requests are sent packed.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>How long what may pass is tried again; zero: without an end.</summary>
    public TimeSpan GiveUpAfter { get; init; }

    /// <summary>The field of the event time.</summary>
    public string TimeField { get; init; } = "@timestamp";

    /// <summary>Which documents are read: a query string, or a query as JSON; empty: all.</summary>
    public string Query { get; init; } = "";

    /// <summary>The service whose documents are read; empty: all.</summary>
    public string Service { get; init; } = "";

    /// <summary>The field of the service.</summary>
    public string ServiceField { get; init; } = "service.name";

    /// <summary>Documents of a page.</summary>
    public long PageSize { get; init; } = 1000;

    /// <summary>How often is looked for new documents.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How late a document may come and is found still.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a point in time stays between two pages.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Parts that are read side by side in training.</summary>
    public long Slices { get; init; } = 4;

    /// <summary>Data stream or index of the verdicts; empty: none.</summary>
    public string ScoredIndex { get; init; } = "logs-lad.scored-default";

    /// <summary>Data stream or index of the anomalies; empty: none.</summary>
    public string AnomaliesIndex { get; init; } = "logs-lad.anomaly-default";

    /// <summary>Bytes after which a bulk request is sent.</summary>
    public long BulkBytes { get; init; } = 5L << 20;

    /// <summary>Time after which a bulk request is sent.</summary>
    public TimeSpan BulkAge { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bulk requests on their way at once.</summary>
    public long BulksInFlight { get; init; } = 4;

    /// <summary>How the cluster is reached.</summary>
    /// <param name="say">Is told what an operator may want to know.</param>
    /// <exception cref="ConfigurationException">A file with a secret cannot be read; all such are listed.</exception>
    internal ElasticsearchOptions ToClientOptions(Action<string> say)
    {
        var faults = new List<string>();
        ElasticsearchOptions options = ToClientOptions(say, faults);
        return faults.Count == 0 ? options : throw new ConfigurationException(faults);
    }

    /// <summary>As the other; what is wrong with secrets' files is added to <paramref name="faults"/>.</summary>
    internal ElasticsearchOptions ToClientOptions(Action<string> say, List<string> faults) => new()
    {
        Nodes = [.. Nodes.Select(node => new Uri(node))],
        Credentials = Credentials(faults),
        Security = new TransportSecurity
        {
            CaFile = OrNull(CaFile),
            CaFingerprint = OrNull(CaFingerprint),
            ClientCertificate = OrNull(ClientCertificate),
            ClientKey = OrNull(ClientKey),
            ClientKeyPassword = OrNull(Secret("", ClientKeyPasswordFile, nameof(ClientKeyPasswordFile), faults)),
            Verify = Verify,
        },
        ConnectTimeout = ConnectTimeout,
        RequestTimeout = RequestTimeout,
        MaxResponseBytes = (int)MaxResponseBytes,
        Compression = Compression,
        Say = say,
    };

    /// <summary>How long and how often what may pass is tried again.</summary>
    internal Patience ToPatience() => new() { GiveUpAfter = GiveUpAfter };

    private Credentials? Credentials(List<string> faults)
    {
        if (Secret(ApiKey, ApiKeyFile, nameof(ApiKeyFile), faults) is { Length: > 0 } key) return new Credentials.ApiKey(Encoded(key));
        if (Secret(Token, TokenFile, nameof(TokenFile), faults) is { Length: > 0 } token) return new Credentials.Bearer(token);
        return User.Length > 0 ? new Credentials.Basic(User, Secret(Password, PasswordFile, nameof(PasswordFile), faults)) : null;
    }

    // Base64 has no colon: with one it is the pair of identifier and key of which the encoded form is made.
    private static string Encoded(string key) => key.Contains(':', StringComparison.Ordinal) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(key)) : key;

    private static string Secret(string value, string file, string name, List<string> faults)
    {
        if (file.Length == 0) return value;
        if (!SecretFile.TryRead(file, out string secret, out string fault)) faults.Add($"Elasticsearch:{name} {fault}");
        return secret;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    // No secret may come out by accident, as part of a log line about settings.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Nodes = ").AppendJoin(',', Nodes);
        return true;
    }
}

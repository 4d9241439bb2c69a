namespace Lad.Elasticsearch.Connections;

/// <summary>How a cluster is reached.</summary>
public sealed record ElasticsearchOptions
{
    private readonly NodeAddresses addresses = NodeAddresses.Of([new("http://localhost:9200")]);
    private readonly Credentials? credentials;

    /// <summary>
    /// The nodes, at least one; http or https, a path in front of a proxy is kept. User and password in an address become <see cref="Credentials"/> when those are not set, and are
    /// in no address that this gives out. Default <c>http://localhost:9200</c>.
    /// </summary>
    public IReadOnlyList<Uri> Nodes
    {
        get => addresses.Nodes;
        init => addresses = NodeAddresses.Of(value);
    }

    /// <summary>What the requests prove who they are with; <see langword="null"/>: nothing.</summary>
    public Credentials? Credentials
    {
        get => credentials ?? addresses.Credentials;
        init => credentials = value;
    }

    /// <summary>How servers prove who they are, and what the client shows them.</summary>
    public TransportSecurity Security { get; init; } = new();

    /// <summary>How long a connection may take to be made. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may take, from its first byte to the last of its answer. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer, unpacked, that are read at most. Default 64 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 64 << 20;

    /// <summary>Whether bodies of requests are sent in gzip. Answers are asked for in gzip always. Default <see langword="true"/>.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>Is told, in one line each, what an operator may want to know: a node that is left out and one that is back, verification that is off. May be called by any thread.</summary>
    public Action<string> Say { get; init; } = static _ => { };

    /// <summary>All that is wrong with these options, in one line each; files that they name are read. Shows no secret.</summary>
    public IReadOnlyList<string> Validate() => [.. OptionFaults.Of(this, addresses, hasCredentials: credentials is not null)];
}

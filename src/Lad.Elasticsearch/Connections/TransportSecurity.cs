namespace Lad.Elasticsearch.Connections;

/// <summary>How servers prove who they are over TLS, and what the client shows them.</summary>
public sealed record TransportSecurity
{
    /// <summary>PEM file of the authorities that are trusted instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>SHA-256 of a certificate in the server's chain, hex digits with or without colons, as Elasticsearch prints it at its first start: that certificate is trusted, whoever signed it.</summary>
    public string? CaFingerprint { get; init; }

    /// <summary>The client's own certificate, PEM or PKCS#12.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The key to <see cref="ClientCertificate"/> when that is PEM without one.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The password of the key.</summary>
    public string? ClientKeyPassword { get; init; }

    /// <summary>Whether servers' certificates are verified; off is said on every start. Default <see langword="true"/>.</summary>
    public bool Verify { get; init; } = true;
}

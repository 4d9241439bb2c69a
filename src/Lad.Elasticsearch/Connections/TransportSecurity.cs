namespace Lad.Elasticsearch.Connections;

/// <summary>How servers prove who they are over TLS, and what the client shows them. No text form shows the password.</summary>
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

    /// <inheritdoc/>
    public override string ToString() => $"authorities {CaFile ?? CaFingerprint ?? "of the system"}, own certificate {ClientCertificate ?? "none"}, {(Verify ? "verified" : "not verified")}";

    /// <summary>All that is wrong; files are read.</summary>
    internal IEnumerable<string> Validate()
    {
        if (CaFile is not null && CaFingerprint is not null) yield return "Elasticsearch:CaFile and CaFingerprint are both set: use one of them";
        if (!Verify && (CaFile ?? CaFingerprint) is not null) yield return "Elasticsearch:Verify is off while CaFile or CaFingerprint says whom to trust: use one of them";
        if (CaFingerprint is not null && Fingerprint.Parse(CaFingerprint) is null) yield return "Elasticsearch:CaFingerprint is not a SHA-256: 64 hexadecimal digits, with or without colons";
        if (CaFile is not null && CertificateFiles.AuthoritiesFault(CaFile) is { } authorities) yield return authorities;
        if (ClientCertificate is null && (ClientKey ?? ClientKeyPassword) is not null) yield return "Elasticsearch:ClientKey is set without ClientCertificate";
        if (ClientCertificate is not null && CertificateFiles.ClientFault(this) is { } client) yield return client;
    }
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.Connections;

/// <summary>Reads certificates and keys from files.</summary>
internal static class CertificateFiles
{
    /// <summary>What keeps the authorities' file from being used; <see langword="null"/>: nothing.</summary>
    public static string? AuthoritiesFault(string path) => Fault("CaFile", path, () => Authorities(path));

    /// <summary>What keeps the client's certificate from being used; <see langword="null"/>: nothing.</summary>
    public static string? ClientFault(TransportSecurity security) => Fault("ClientCertificate", security.ClientCertificate!, () => Client(security));

    /// <summary>The authorities in a PEM file.</summary>
    public static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }

    /// <summary>The client's certificate with its key, and the authorities between it and its root.</summary>
    public static SslStreamCertificateContext Client(TransportSecurity security)
    {
        string path = security.ClientCertificate!;
        var all = new X509Certificate2Collection();
        X509Certificate2 own;
        if (IsPem(path))
        {
            own = security.ClientKeyPassword is { } password
                ? X509Certificate2.CreateFromEncryptedPemFile(path, password, security.ClientKey)
                : X509Certificate2.CreateFromPemFile(path, security.ClientKey);
            all.ImportFromPemFile(path);
        }
        else
        {
            all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, security.ClientKeyPassword);
            own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("it holds no private key");
        }
        return SslStreamCertificateContext.Create(own, [.. all.Where(certificate => certificate.Thumbprint != own.Thumbprint)], offline: true);
    }

    private static bool IsPem(string path)
    {
        using StreamReader reader = new(path);
        Span<char> start = stackalloc char[4096];
        return start[..reader.ReadBlock(start)].Contains("-----BEGIN", StringComparison.Ordinal);
    }

    private static string? Fault(string setting, string path, Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"Elasticsearch:{setting} {path} cannot be used: {failure.Message}";
        }
    }
}

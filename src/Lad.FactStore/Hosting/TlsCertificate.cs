using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lad.FactStore.Hosting;

/// <summary>The server's certificate, as the files have it: looked at again at most once a minute, so that a renewed one is taken without a restart. One that cannot be used leaves the last in place. Thread-safe.</summary>
/// <param name="options">The files.</param>
/// <param name="clock">The clock.</param>
internal sealed class TlsCertificate(FactStoreOptions options, TimeProvider clock)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private SslStreamCertificateContext? current;
    private byte[] seen = [];
    private long looked;

    /// <summary>The certificate with its chain.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (gate)
        {
            if (current is not null && clock.GetElapsedTime(looked) < patience) return current;
            looked = clock.GetTimestamp();
            try
            {
                (string certificate, string key) = Read(options);
                byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(certificate + key));
                if (current is not null && hash.AsSpan().SequenceEqual(seen)) return current;
                current = Make(certificate, key);
                seen = hash;
            }
            catch (Exception refusal) when (IsRefusal(refusal) && current is not null)
            {
                options.Log.CreateLogger(HostEvents.Category).CertificateRefused(options.CertificateFile, refusal.Message, refusal);
            }
            return current;
        }
    }

    /// <summary>Why the files make no certificate; <see langword="null"/> when they do.</summary>
    public static string? Fault(FactStoreOptions options)
    {
        try
        {
            (string certificate, string key) = Read(options);
            Make(certificate, key).TargetCertificate.Dispose();
            return null;
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return $"{options.CertificateFile} with {(options.CertificateKeyFile.Length > 0 ? options.CertificateKeyFile : "its key in it")} makes no certificate: {refusal.Message}";
        }
    }

    private static (string Certificate, string Key) Read(FactStoreOptions options)
    {
        string certificate = File.ReadAllText(options.CertificateFile);
        return (certificate, options.CertificateKeyFile.Length > 0 ? File.ReadAllText(options.CertificateKeyFile) : certificate);
    }

    private static SslStreamCertificateContext Make(string certificate, string key)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificate, key), chain, offline: true);
    }

    private static bool IsRefusal(Exception failure) => failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}

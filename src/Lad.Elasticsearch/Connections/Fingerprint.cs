using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.Connections;

/// <summary>SHA-256 of a certificate, as people write it.</summary>
internal static class Fingerprint
{
    /// <summary>The hash; <see langword="null"/> when the text is none.</summary>
    public static byte[]? Parse(string text)
    {
        string digits = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    /// <summary>The hash of a certificate.</summary>
    public static byte[] Of(X509Certificate2 certificate) => certificate.GetCertHash(HashAlgorithmName.SHA256);

    /// <summary>As Elasticsearch prints it.</summary>
    public static string Text(X509Certificate2 certificate) => Convert.ToHexStringLower(Of(certificate));
}

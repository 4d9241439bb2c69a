using System.Security.Cryptography;

namespace Lad.Pipeline.Sources.Cursors;

/// <summary>Tells whether the start of a file is what it was.</summary>
internal static class HeadFingerprint
{
    /// <summary>Bytes that are looked at: log lines start with a time, so that the first line suffices.</summary>
    public const int Longest = 256;

    /// <summary>The fingerprint of a file's first bytes.</summary>
    public static string Of(ReadOnlySpan<byte> head)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(head, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}

using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Lad.Pipeline.Models;

/// <summary>
/// The version in force and the SHA-256 of its file: the one line of <c>current</c>, in the form that <c>sha256sum -c current</c> checks.
/// </summary>
/// <param name="Version">The version in force.</param>
/// <param name="Hash">SHA-256 of the snapshot's file, 64 lower-case hex digits.</param>
public sealed record ModelManifest(string Version, string Hash)
{
    /// <summary>The manifest's file name.</summary>
    public const string FileName = "current";

    /// <summary>Bytes that a manifest has at most.</summary>
    internal const int MaxBytes = 512;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const int HashDigits = 2 * SHA256.HashSizeInBytes;

    internal byte[] ToBytes() => Encoding.ASCII.GetBytes($"{Hash}  {Version}{ModelFiles.Extension}\n");

    internal static ModelManifest Parse(ReadOnlySpan<byte> bytes, string path)
    {
        string line = Encoding.Latin1.GetString(bytes).TrimEnd('\r', '\n');
        bool fits = line.Length > HashDigits + 2 + ModelFiles.Extension.Length && line.AsSpan(HashDigits, 2).SequenceEqual("  ")
            && line.EndsWith(ModelFiles.Extension, StringComparison.Ordinal) && line.AsSpan(0, HashDigits).IndexOfAnyExcept(HexDigits) < 0;
        string version = fits ? line[(HashDigits + 2)..^ModelFiles.Extension.Length] : "";
        return ModelName.IsValid(version) ? new ModelManifest(version, line[..HashDigits]) : throw new ModelStoreException(path,
            "is not a manifest: one line with a SHA-256, two spaces and the name of a snapshot. Put a version in force again with `lad model rollback`.");
    }
}

using System.Runtime.CompilerServices;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>Files of the repository that belong to the format.</summary>
internal static class SnapshotFiles
{
    /// <summary>The format's page.</summary>
    public static string Page => Path.Combine(Here(), "../../../docs/snapshot-format.md");

    /// <summary>A snapshot that was once written, as hex digits.</summary>
    public static byte[] Golden(string name) => Convert.FromHexString(File.ReadAllText(Path.Combine(Here(), "Golden", name)).ReplaceLineEndings(""));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

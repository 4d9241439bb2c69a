using System.Runtime.CompilerServices;

namespace Lad.Detection.Tests;

/// <summary>Finds real logs beside the repository or where <c>LAD_TEST_DATA</c> says; they are not part of it.</summary>
internal static class TestData
{
    internal static string? Root { get; } = Find();

    internal static string Missing => "No test data: set LAD_TEST_DATA to a folder with loghub2k and hdfs2pct.";

    private static string? Find([CallerFilePath] string source = "")
    {
        string? named = Environment.GetEnvironmentVariable("LAD_TEST_DATA");
        string beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "shared", "data"));
        return new[] { named, beside }.FirstOrDefault(folder => folder is not null && Directory.Exists(Path.Combine(folder, "loghub2k")));
    }
}

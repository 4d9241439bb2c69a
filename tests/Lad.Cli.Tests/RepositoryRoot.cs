namespace Lad.Cli.Tests;

/// <summary>The directory that holds the solution.</summary>
internal static class RepositoryRoot
{
    public static string Directory { get; } = Find();

    public static string PathTo(params string[] parts) => Path.Combine([Directory, .. parts]);

    private static string Find()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Streaming.sln"))) return at;
        throw new InvalidOperationException($"No Streaming.sln above {AppContext.BaseDirectory}.");
    }
}

namespace Lad.Elasticsearch.StandIn.Contracts;

/// <summary>Where the contract lies: it is no part of the repository.</summary>
internal static class ContractFile
{
    private const string Name = "elasticsearch/openapi-subset.json";

    /// <summary>Under <c>LAD_TEST_CONTRACTS</c>, or <c>shared/contracts</c> beside the repository; <see langword="null"/> when it is at neither place.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("LAD_TEST_CONTRACTS") is { Length: > 0 } given) return Existing(Path.Combine(given, Name));
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", "contracts", Name)) is { } found) return found;
        }

        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}

namespace Lad.Cli.Tests.Observability;

/// <summary>Finds the programs of Debian's package prometheus: on PATH, or where test.sh lays them.</summary>
internal static class PrometheusProgram
{
    /// <param name="name"><c>prometheus</c> or <c>promtool</c>.</param>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append(RepositoryRoot.PathTo("artifacts", "prometheus", "usr", "bin"))
            .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
}

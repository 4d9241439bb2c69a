using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using Lad.Cli.Tests;

namespace Lad.Containers.Tests.Suites;

/// <summary>Runs a test project's built assembly as <c>test.sh</c> does, in a process of its own.</summary>
/// <param name="project">The project, such as <c>Lad.Kafka.Tests</c>.</param>
/// <param name="filter">Which tests, as <c>dotnet test --filter</c> has it.</param>
internal sealed class Suite(string project, string filter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25);

    /// <summary>The assembly: built with this one, and so of the same configuration.</summary>
    public string Assembly { get; } = RepositoryRoot.PathTo("tests", project, "bin", Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), project + ".dll");

    /// <summary>Runs the tests.</summary>
    /// <param name="variables">Variables of the process beyond those of this one.</param>
    /// <returns>What came of it, and all that it wrote.</returns>
    /// <exception cref="InvalidOperationException">It ended without results.</exception>
    /// <exception cref="TimeoutException">It did not end in time; it is no more.</exception>
    public async Task<(SuiteResults Results, string Output)> RunAsync(IReadOnlyDictionary<string, string> variables)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("lad-suite-");
        try
        {
            string output = await RunAsync(directory.FullName, variables);
            string trx = Path.Combine(directory.FullName, "results.trx");
            return File.Exists(trx) ? (SuiteResults.Of(XDocument.Load(trx)), output) : throw new InvalidOperationException($"{project} ended without results:\n{output}");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<string> RunAsync(string directory, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("dotnet", ["test", Assembly, "--filter", filter, "--logger", "trx;LogFileName=results.trx", "--results-directory", directory]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        // The process that runs this test has its own, which would be taken for those of the suite's.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("VSTEST_", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        var said = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{project} did not end within {Patience}:\n{Said()}");
        }
        return Said();

        void Add(string? line)
        {
            lock (said) said.AppendLine(line);
        }

        string Said()
        {
            lock (said) return said.ToString();
        }
    }
}

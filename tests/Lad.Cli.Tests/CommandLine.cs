using System.Collections;
using System.Text;
using Lad.Cli.Commands;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests;

/// <summary>Runs command lines inside the test's process, with streams and an environment of their own.</summary>
internal static class CommandLine
{
    private static int runs;

    public static Task<CommandLineResult> RunAsync(params string[] arguments) => RunAsync(new Hashtable(), "", arguments);

    public static async Task<CommandLineResult> RunAsync(IDictionary variables, string input, params string[] arguments)
    {
        var error = new StringWriter();
        using var bytes = new MemoryStream();
        var output = new StreamWriter(bytes, new UTF8Encoding(false)) { AutoFlush = true };
        var terminal = new Terminal
        {
            Output = output,
            Error = error,
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            OpenOutput = () => bytes,
            Variables = variables,
            Clock = new LaterClock(Interlocked.Increment(ref runs)),
        };
        int exitCode = await LadCommand.RunAsync(arguments, terminal, CancellationToken.None);
        return new CommandLineResult(exitCode, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}

/// <summary>Stands a minute later for each run, so that versions of models have an order; its timers run as usual.</summary>
internal sealed class LaterClock(int minutes) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
}

/// <summary>How a command line ended and what it wrote.</summary>
internal sealed record CommandLineResult(int ExitCode, string Output, string Error);

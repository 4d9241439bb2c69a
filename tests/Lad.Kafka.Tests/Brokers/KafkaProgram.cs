using System.Diagnostics;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>
/// One Java program of <see cref="KafkaPlease"/> with a directory of its own. A shell holds it on a pipe from this process: when this process ends, however it ends, the program is
/// killed and its directory is deleted.
/// </summary>
internal sealed class KafkaProgram : IAsyncDisposable
{
    private const string Keeper = """
        dir=$1; shift
        exec 3<&0 2>/dev/null
        java "$@" </dev/null 3<&- >>"$dir/program.log" 2>&1 & program=$!
        { while read -r signal <&3; do kill -s "$signal" "$program"; done; : >"$dir/.abandoned"; kill -s KILL "$program"; } & keeper=$!
        wait "$program"; code=$?
        if [ -e "$dir/.abandoned" ]; then rm -rf -- "$dir"; rmdir -- "${dir%/*}"; fi
        kill "$keeper"
        exit "$code"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process shell;
    private readonly string directory;

    private KafkaProgram(Process shell, string directory)
    {
        this.shell = shell;
        this.directory = directory;
    }

    public bool HasEnded => shell.HasExited;

    /// <summary>Starts a main class.</summary>
    /// <param name="directory">The program's directory, which exists; its log is <c>program.log</c> there.</param>
    /// <param name="options">Options of the virtual machine.</param>
    /// <param name="arguments">Main class and its arguments.</param>
    public static KafkaProgram Start(string directory, IReadOnlyList<string> options, params IReadOnlyList<string> arguments)
    {
        string logging = Path.Combine(directory, "log4j.properties");
        File.WriteAllText(logging, """
            log4j.rootLogger=WARN, stdout
            log4j.appender.stdout=org.apache.log4j.ConsoleAppender
            log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
            log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n
            """);
        var start = new ProcessStartInfo("bash", ["-c", Keeper, "keeper", directory, .. options, "-Dlog4j.configuration=file:" + logging, "-cp", KafkaPlease.ClassPath, .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = directory,
        };
        return new KafkaProgram(Process.Start(start)!, directory);
    }

    /// <summary>Runs a main class to its end, such as one of Kafka's tools.</summary>
    /// <returns>The exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(params IReadOnlyList<string> arguments)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("lad-kafka-tool-");
        DirectoryInfo own = root.CreateSubdirectory("tool");
        try
        {
            await using KafkaProgram tool = Start(own.FullName, ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"], arguments);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await tool.shell.WaitForExitAsync(limit.Token);
            return (tool.shell.ExitCode, tool.Log());
        }
        finally
        {
            if (root.Exists) root.Delete(recursive: true);
        }
    }

    /// <summary>Sends a signal, such as <c>TERM</c> or <c>KILL</c>, and waits for the end. The directory stays.</summary>
    public async Task EndAsync(string signal)
    {
        if (!shell.HasExited)
        {
            await shell.StandardInput.WriteLineAsync(signal);
            await shell.StandardInput.FlushAsync();
        }
        using var limit = new CancellationTokenSource(Patience);
        await shell.WaitForExitAsync(limit.Token);
    }

    /// <summary>What it logged: warnings and errors.</summary>
    public string Log()
    {
        string path = Path.Combine(directory, "program.log");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    /// <summary>Kills it and deletes its directory.</summary>
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        using (var limit = new CancellationTokenSource(Patience)) await shell.WaitForExitAsync(limit.Token);
        shell.Dispose();
    }
}

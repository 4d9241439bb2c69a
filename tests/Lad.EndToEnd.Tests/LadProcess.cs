using System.Diagnostics;
using System.Text;

namespace Lad.EndToEnd.Tests;

/// <summary>The built program as a process of its own.</summary>
internal sealed class LadProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task error;
    private readonly StringBuilder errorText = new();

    private LadProcess(Process process)
    {
        this.process = process;
        process.StandardInput.AutoFlush = true;
        output = process.StandardOutput.ReadToEndAsync();
        error = CollectAsync(process.StandardError);
    }

    /// <summary>What it has written to stderr by now, whole lines.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (errorText) return errorText.ToString();
        }
    }

    public bool HasEnded => process.HasExited;

    /// <summary>Bytes of memory that it holds now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Whether a library whose file's name begins so is in its memory.</summary>
    public bool HasLoaded(string library) => File.ReadLines($"/proc/{process.Id}/maps").Any(line => Path.GetFileName(line).StartsWith(library, StringComparison.Ordinal));

    public StreamWriter Input => process.StandardInput;

    public static LadProcess Start(params string[] arguments) => Start(null, arguments);

    public static LadProcess Start(IReadOnlyDictionary<string, string>? variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "lad.dll"), .. arguments]);
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Start(start);
    }

    /// <summary>Runs a line of bash in which <c>$lad</c> is the program.</summary>
    public static LadProcess Shell(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]);
        start.Environment["lad"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "lad.dll")}";
        return Start(start);
    }

    /// <summary>Sends a signal, such as <c>TERM</c> or <c>KILL</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<Ended> EndAsync()
    {
        process.StandardInput.Close();
        return await ExitAsync();
    }

    public async Task<Ended> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        await error;
        return new Ended(process.ExitCode, await output, ErrorSoFar);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private async Task CollectAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (errorText) errorText.Append(line).Append('\n');
        }
    }

    private static LadProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(false);
        start.WorkingDirectory = Path.GetTempPath();
        // The tests read lines for people, wherever they run.
        start.Environment.TryAdd("Lad__Logging__Format", "text");
        return new LadProcess(Process.Start(start)!);
    }
}

/// <summary>How a process ended and what it wrote.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);

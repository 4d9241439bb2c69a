using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Lad.Cli.Scoring;

namespace Lad.Cli.Doctor.Machine;

/// <summary>Looks at .NET, memory, processors, the calendar and time zones.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="limits">What the container allows; <see langword="null"/>: as the kernel says.</param>
internal sealed class RuntimeCheck(Scope scope, ContainerLimits? limits = null)
{
    private const double Mebibyte = 1 << 20;

    // What a process needs beside models: the runtime, batches, clients' buffers.
    private const long Beside = 192L << 20;
    private readonly ContainerLimits limits = limits ?? ContainerLimits.Read();

    /// <summary>Looks.</summary>
    public Task LookAsync(Findings findings, CancellationToken end)
    {
        findings.Ok($"lad {typeof(RuntimeCheck).Assembly.GetName().Version?.ToString(3)} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        if (scope.Scores) findings.Ok($"the graph runs on {ScoringEngine.NameOf(scope.Settings.Pipeline.Engine)}");
        Processors(findings);
        Memory(findings);
        Calendar(findings);
        return Task.CompletedTask;
    }

    private void Processors(Findings findings)
    {
        string gc = $"garbage collector for {(GCSettings.IsServerGC ? "servers" : "workstations")}";
        if (limits.Processors is { } share && share < 1) findings.Warning(Invariant($"{share:0.##} processors by the container's limit, {gc}: work is held up in the middle of a batch"), "give it a limit of at least one processor, or none: resources.limits.cpu, --cpus");
        else findings.Ok(Invariant($"{Environment.ProcessorCount} processors{(limits.Processors is { } limit ? $" ({limit:0.##} by the container's limit)" : "")}, {gc}"));
    }

    private void Memory(Findings findings)
    {
        long heap = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string found = limits.Memory is { } limit ? $"{Size(limit)} of memory by the container's limit, of which the heap may take {Size(heap)}" : $"{Size(heap)} of memory for the heap, and no limit of a container";
        long wanted = Wanted();
        if (heap < wanted)
            findings.Warning($"{found}: the settings allow {Size(wanted)}", $"raise the limit to {Size(wanted * 4 / 3)}, or lower {(scope.Scores ? "Model:MaxBytes" : "")}{(scope is { Scores: true, Trains: true } ? " and " : "")}{(scope.Trains ? "Trainer:ReservoirBytes" : "")}");
        else findings.Ok(found);
    }

    // A reservoir is kept for the whole and as much again for all services.
    private long Wanted() => Beside + (scope.Scores ? scope.Settings.Model.MaxBytes : 0) + (scope.Trains ? 2 * scope.Settings.Trainer.ReservoirBytes : 0);

    private void Calendar(Findings findings)
    {
        DateTimeOffset now = scope.Clock.GetUtcNow();
        if (now.Year is < 2025 or > 2100) findings.Fault($"this machine's clock says {now:yyyy-MM-dd HH:mm} UTC", "set it: timedatectl set-ntp true");
        else findings.Ok($"this machine's clock says {now:yyyy-MM-dd HH:mm:ss} UTC, its time zone is {TimeZoneInfo.Local.Id}");
        try
        {
            _ = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        }
        catch (Exception missing) when (missing is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            findings.Warning("there are no time zones here: schedules of feedback in a zone other than UTC do not hold", "apt-get install tzdata (apk add tzdata)");
        }
    }

    private static string Size(long bytes) => Invariant($"{bytes / Mebibyte:N0} MiB");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

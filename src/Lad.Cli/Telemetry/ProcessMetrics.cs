using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lad.Cli.Health;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Telemetry;

/// <summary>What a process takes of its machine, and whether it is ready.</summary>
internal static class ProcessMetrics
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>Observes them from now on.</summary>
    public static void Observe(Instrumentation instrumentation, ServiceHealth health)
    {
        Meter meter = instrumentation.Meter;
        using Process own = Process.GetCurrentProcess();
        double began = new DateTimeOffset(own.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableGauge("lad.ready", () => health.Ready().IsGood ? 1 : 0, null, "1 while /health/ready says yes.");
        meter.CreateObservableCounter("process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time.");
        meter.CreateObservableGauge("process.resident_memory", () => Environment.WorkingSet, "By", "Memory.");
        meter.CreateObservableGauge("process.start_time", () => began, "s", "When the process began, in seconds since 1970.");
        if (Directory.Exists(Descriptors)) meter.CreateObservableGauge("process.open_fds", OpenDescriptors, "{descriptor}", "Open file descriptors.");
    }

    // One more is open while they are counted.
    private static int OpenDescriptors() => Directory.EnumerateFileSystemEntries(Descriptors).Count() - 1;
}

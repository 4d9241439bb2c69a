using System.Globalization;

namespace Lad.Cli.Doctor.Machine;

/// <summary>What a container lets the process have, as the kernel's control groups say it.</summary>
/// <param name="Memory">Bytes of memory; <see langword="null"/>: no limit, or none to be seen.</param>
/// <param name="Processors">Processors, in parts; <see langword="null"/> likewise.</param>
internal sealed record ContainerLimits(long? Memory, double? Processors)
{
    // What version 1 says instead of "no limit" is the largest number of pages.
    private const long Unlimited = 1L << 60;

    /// <summary>Reads the limits.</summary>
    /// <param name="root">Where control groups are mounted.</param>
    public static ContainerLimits Read(string root = "/sys/fs/cgroup")
    {
        long? memory = Number(root, "memory.max") ?? Number(root, "memory/memory.limit_in_bytes");
        return new ContainerLimits(memory < Unlimited ? memory : null, Share(Text(root, "cpu.max")) ?? Share($"{Text(root, "cpu/cpu.cfs_quota_us")} {Text(root, "cpu/cpu.cfs_period_us")}"));
    }

    private static long? Number(string root, string file) => long.TryParse(Text(root, file), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    // Quota and period in microseconds; "max" or -1 for the quota is none.
    private static double? Share(string text) =>
        text.Split(' ') is [var quota, var period] && long.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out long used) && long.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out long of) && of > 0
            ? (double)used / of : null;

    private static string Text(string root, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, file)).Trim();
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

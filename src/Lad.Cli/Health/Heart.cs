using System.Globalization;

namespace Lad.Cli.Health;

/// <summary>A loop that must go on turning, whatever the world outside does; it says so at each turn. One that has not begun is not missed.</summary>
/// <param name="name">What the loop does.</param>
/// <param name="patience">How long a turn may take.</param>
/// <param name="clock">The clock.</param>
internal sealed class Heart(string name, TimeSpan patience, TimeProvider clock)
{
    private long last;

    /// <summary>The loop has turned. Thread-safe.</summary>
    public void Beat() => Volatile.Write(ref last, Math.Max(clock.GetTimestamp(), 1));

    /// <summary>What is wrong; <see langword="null"/> when nothing is.</summary>
    public string? Fault()
    {
        long seen = Volatile.Read(ref last);
        if (seen == 0) return null;
        TimeSpan silent = clock.GetElapsedTime(seen);
        return silent <= patience ? null : string.Create(CultureInfo.InvariantCulture, $"{name} has not turned for {silent.TotalSeconds:F0} s; {patience.TotalSeconds:F0} s are allowed");
    }
}

using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Telemetry;

/// <summary>Chooses the batches that become a trace: evenly by the ratio, and those with an alert while this second has room. Thread-safe.</summary>
/// <param name="options">How many.</param>
/// <param name="clock">Times the seconds.</param>
internal sealed class TraceSampler(TraceSampling options, TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly double most = Math.Max(1, options.AnomaliesPerSecond);
    private double room = Math.Max(1, options.AnomaliesPerSecond);
    private long filled = clock.GetTimestamp();
    private long seen;

    /// <summary>Why the batch becomes a trace; <see langword="null"/> when it does not.</summary>
    /// <param name="batch">A batch whose verdicts are there.</param>
    public string? Reason(RecordBatch batch)
    {
        long turn = Interlocked.Increment(ref seen);
        if (Math.Floor(turn * options.Ratio) > Math.Floor((turn - 1) * options.Ratio)) return "ratio";
        return options.AnomaliesPerSecond > 0 && HasAlert(batch) && Take() ? "anomaly" : null;
    }

    private static bool HasAlert(RecordBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && batch.IsAlert(i)) return true;
        return false;
    }

    private bool Take()
    {
        lock (sync)
        {
            long now = clock.GetTimestamp();
            room = Math.Min(most, room + (clock.GetElapsedTime(filled, now).TotalSeconds * options.AnomaliesPerSecond));
            filled = now;
            if (room < 1) return false;
            room--;
            return true;
        }
    }
}

using System.Globalization;

namespace Lad.KafkaLoad.Verdicts;

/// <summary>Times from sending a line to reading its verdict.</summary>
internal sealed class Latencies
{
    private readonly List<long> microseconds = [];

    /// <summary>How many there are.</summary>
    public int Count => microseconds.Count;

    public void Add(long time) => microseconds.Add(time);

    /// <summary>Those that came after the first ones. To be asked before any quantile.</summary>
    public Latencies After(int first)
    {
        var later = new Latencies();
        later.microseconds.AddRange(microseconds.Skip(first));
        return later;
    }

    /// <summary>The latency that this share of lines does not exceed, in milliseconds.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        if (microseconds.Count == 0) return double.NaN;
        microseconds.Sort();
        return microseconds[Math.Min(microseconds.Count - 1, (int)(microseconds.Count * share))] / 1000.0;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:N0} lines: p50 {Quantile(0.5):F1} ms, p90 {Quantile(0.9):F1} ms, p99 {Quantile(0.99):F1} ms, p99.9 {Quantile(0.999):F1} ms, longest {Quantile(1):F1} ms");
}

namespace Lad.FactStore.Status;

/// <summary>Counts of the last minute, second by second. Not thread-safe.</summary>
internal sealed class RateWindow
{
    private const int Seconds = 60;
    private readonly long[] counts = new long[Seconds];
    private readonly long[] marks = new long[Seconds];
    private long first = long.MaxValue;

    /// <summary>Counts.</summary>
    public void Add(DateTimeOffset at, long count)
    {
        long second = at.ToUnixTimeSeconds();
        int place = (int)(second % Seconds);
        if (marks[place] != second) counts[place] = 0;
        marks[place] = second;
        counts[place] += count;
        first = Math.Min(first, second);
    }

    /// <summary>The mean of the last minute, or since the first count if that is less.</summary>
    public double PerSecond(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        long sum = 0;
        for (int i = 0; i < Seconds; i++)
            if (marks[i] > second - Seconds && marks[i] <= second) sum += counts[i];
        return sum == 0 ? 0 : (double)sum / Math.Clamp(second - first + 1, 1, Seconds);
    }
}

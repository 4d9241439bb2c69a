using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>Which verdicts a sink writes: all, anomalies alone, or anomalies with a sample of the rest.</summary>
public sealed record Emit
{
    private readonly ulong limit;

    private Emit(double fraction)
    {
        Fraction = fraction;
        limit = fraction >= 1 ? ulong.MaxValue : (ulong)(fraction * ulong.MaxValue);
    }

    /// <summary>Every verdict.</summary>
    public static Emit All { get; } = new(1);

    /// <summary>Anomalies, also those that do not alert.</summary>
    public static Emit Anomalies { get; } = new(0);

    /// <summary>Anomalies, and a fraction of the other verdicts. Which ones depends on their event ids alone: a redelivered record is chosen again or left out again.</summary>
    /// <param name="fraction">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static Emit Sample(double fraction) =>
        fraction is >= 0 and <= 1 ? new(fraction) : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A sample is a fraction from 0 to 1.");

    /// <summary>Share of the verdicts that are no anomalies which is written, 0 to 1.</summary>
    public double Fraction { get; }

    /// <summary>Whether a scored record is written.</summary>
    public bool Includes(RecordBatch batch, int index) =>
        limit == ulong.MaxValue || batch.Assessments[index].IsAnomaly || (limit != 0 && batch.EventIdOf(index).Sample < limit);

    /// <summary>Reads <c>all</c>, <c>anomalies</c> or a fraction such as <c>0.05</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Emit Parse(string text) => text switch
    {
        "all" => All,
        "anomalies" => Anomalies,
        _ when double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double fraction) && fraction is >= 0 and <= 1 => Sample(fraction),
        _ => throw new FormatException($"'{text}' is no choice of verdicts: give all, anomalies, or a fraction from 0 to 1."),
    };
}

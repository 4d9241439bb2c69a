using System.Globalization;

namespace Lad.Cli.Configuration;

/// <summary>Which verdicts are written. Anomalies always are.</summary>
/// <param name="Fraction">Share of the other verdicts that is written, 0 to 1.</param>
public readonly record struct Emission(double Fraction)
{
    /// <summary>Every verdict.</summary>
    public static Emission All { get; } = new(1);

    /// <summary>Anomalies only.</summary>
    public static Emission Anomalies { get; } = new(0);

    /// <summary>Reads <c>all</c>, <c>anomalies</c> or a fraction.</summary>
    public static bool TryParse(string text, out Emission emission, out string fault)
    {
        fault = "";
        emission = text is "anomalies" ? Anomalies : All;
        if (text is "all" or "anomalies") return true;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double fraction) && fraction is >= 0 and <= 1)
        {
            emission = new Emission(fraction);
            return true;
        }
        fault = "must be all, anomalies, or the share of normal verdicts to write, from 0 to 1";
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Fraction switch
    {
        0 => "anomalies",
        1 => "all",
        _ => Fraction.ToString(CultureInfo.InvariantCulture),
    };
}

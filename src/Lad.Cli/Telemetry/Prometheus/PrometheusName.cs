using System.Text;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>Names of OpenTelemetry as Prometheus has them, by OpenTelemetry's rules of compatibility.</summary>
internal static class PrometheusName
{
    private const string Total = "_total";

    /// <summary>A metric's name, with its unit; a counter's without <c>_total</c>, which belongs to its samples.</summary>
    /// <param name="instrument">The instrument's name. One without a dot is one of Prometheus's already, and stays as it is.</param>
    /// <param name="unit">The unit, as UCUM has it: <c>s</c>, <c>By</c>, <c>{record}</c>.</param>
    /// <param name="isGauge">Whether a share, of unit <c>1</c>, says so in its name.</param>
    /// <param name="isCounter">Whether it only grows.</param>
    public static string Of(string instrument, string unit, bool isGauge, bool isCounter)
    {
        string name = Clean(instrument, colons: true);
        if (IsOwn(instrument)) return name;
        if (isCounter && name.EndsWith(Total, StringComparison.Ordinal)) name = name[..^Total.Length];
        string suffix = UnitOf(unit, isGauge);
        return suffix.Length == 0 || name == suffix || name.EndsWith("_" + suffix, StringComparison.Ordinal) ? name : $"{name}_{suffix}";
    }

    /// <summary>Whether an instrument has a name of Prometheus's own kind: nothing is added to it.</summary>
    public static bool IsOwn(string instrument) => !instrument.Contains('.', StringComparison.Ordinal);

    /// <summary>A label's name.</summary>
    public static string Label(string key) => Clean(key, colons: false);

    /// <summary>The unit in words; empty: none that a name has.</summary>
    public static string UnitOf(string unit, bool isGauge)
    {
        // What stands in braces is a remark.
        if (unit.Contains('{', StringComparison.Ordinal)) unit = string.Concat(unit.Split('}').Select(part => part.Split('{')[0]));
        int per = unit.IndexOf('/', StringComparison.Ordinal);
        if (per >= 0)
        {
            string rate = Word(unit[(per + 1)..], plural: false);
            string counted = Word(unit[..per], plural: true);
            return rate.Length == 0 ? counted : counted.Length == 0 ? $"per_{rate}" : $"{counted}_per_{rate}";
        }
        return unit == "1" ? isGauge ? "ratio" : "" : Word(unit, plural: true);
    }

    private static string Word(string unit, bool plural) => unit switch
    {
        "" or "1" => "",
        "%" => "percent",
        "Hz" => "hertz",
        "Cel" => "celsius",
        _ => Known(unit) is { } known ? plural ? known + "s" : known : Clean(unit, colons: false).Trim('_'),
    };

    private static string? Known(string unit) => unit switch
    {
        "d" => "day",
        "h" => "hour",
        "min" => "minute",
        "s" => "second",
        "ms" => "millisecond",
        "us" => "microsecond",
        "ns" => "nanosecond",
        "By" => "byte",
        "KiBy" => "kibibyte",
        "MiBy" => "mebibyte",
        "GiBy" => "gibibyte",
        "m" => "meter",
        "V" => "volt",
        "A" => "ampere",
        "J" => "joule",
        "W" => "watt",
        "g" => "gram",
        _ => null,
    };

    // Letters, digits and single underscores; no digit in front. A metric's name may have colons.
    private static string Clean(string name, bool colons)
    {
        var clean = new StringBuilder(name.Length + 1);
        foreach (char letter in name)
        {
            bool good = char.IsAsciiLetterOrDigit(letter) || (colons && letter == ':');
            if (good)
            {
                if (clean.Length == 0 && char.IsAsciiDigit(letter)) clean.Append('_');
                clean.Append(letter);
            }
            else if (clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append('_');
            }
        }
        return clean.Length == 0 ? "_" : clean.ToString();
    }
}

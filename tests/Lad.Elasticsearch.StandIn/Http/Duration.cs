using System.Globalization;

namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Time spans as Elasticsearch writes them: <c>1m</c>, <c>500ms</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("nanos", 1e-6), ("micros", 1e-3), ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public static TimeSpan Parse(string text, string setting)
    {
        foreach ((string unit, double milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long value))
                return TimeSpan.FromMilliseconds(value * milliseconds);
        }

        throw ApiException.IllegalArgument($"failed to parse setting [{setting}] with value [{text}] as a time value: unit is missing or unrecognized");
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Lad.Containers.Tests.Composed;

/// <summary>What the program says at the end of a run.</summary>
/// <param name="Received">Records read.</param>
/// <param name="Scored">Of those, with a verdict.</param>
/// <param name="DeadLettered">Refused.</param>
/// <param name="Filtered">Left out.</param>
internal sealed partial record RunCounters(long Received, long Scored, long DeadLettered, long Filtered)
{
    /// <summary>Whether each record has one outcome.</summary>
    public bool Balance => Received == Scored + DeadLettered + Filtered;

    /// <summary>Reads them from what a process wrote.</summary>
    /// <exception cref="FormatException">It did not say.</exception>
    public static RunCounters Of(string said) => Line().Match(said) is { Success: true } match
        ? new RunCounters(Number(match, 1), Number(match, 2), Number(match, 3), Number(match, 4))
        : throw new FormatException($"A scorer ended without its counters: {said}");

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([\d,]+) records in .*? = ([\d,]+) scored \+ ([\d,]+) dead-lettered \+ ([\d,]+) filtered")]
    private static partial Regex Line();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>Names of indices with a date in them, e.g. <c>&lt;logs-{now/d}&gt;</c>, which is counted in UTC.</summary>
internal static partial class DateMath
{
    public static string Resolve(string name, DateTimeOffset now) =>
        name.StartsWith('<') && name.EndsWith('>') ? Expression().Replace(name[1..^1], match => Format(match, now.UtcDateTime)) : name;

    private static string Format(Match match, DateTime now)
    {
        string amount = match.Groups["amount"].Value;
        if (amount.Length > 0)
        {
            int value = int.Parse(amount, CultureInfo.InvariantCulture);
            now = match.Groups["unit"].Value switch { "d" => now.AddDays(value), "M" => now.AddMonths(value), "h" => now.AddHours(value), _ => now.AddDays(7 * value) };
        }

        string format = match.Groups["format"].Value;
        return now.ToString(format.Length > 0 ? format : "yyyy.MM.dd", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{now(?<amount>[+-]\d+)?(?<unit>[dMhw])?(/[dMhw])?(\{(?<format>[^}]+)\})?\}")]
    private static partial Regex Expression();
}

using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>Ranges of dates and numbers. Bounds of dates are exact to the millisecond: no rounding.</summary>
internal static class RangeQuery
{
    private static readonly HashSet<string> Numbers = ["long", "integer", "short", "byte", "double", "float", "half_float", "scaled_float", "unsigned_long"];

    public static Query Parse(JsonElement body, DateTimeOffset now)
    {
        JsonProperty given = body.EnumerateObject().First();
        string field = given.Name;
        string? format = null;
        var bounds = new List<(string Name, JsonElement Value)>();
        foreach (JsonProperty part in given.Value.EnumerateObject())
        {
            if (part.Name == "format") format = part.Value.GetString();
            else if (part.Name is "gte" or "gt" or "lte" or "lt") bounds.Add((part.Name, part.Value.Clone()));
            else if (part.Name is not ("boost" or "_name" or "time_zone" or "relation")) throw ApiException.Parsing($"[range] query does not support [{part.Name}]");
        }

        bool dated = format is not null || bounds.Exists(bound => bound.Value.ValueKind == JsonValueKind.String && !IsNumber(bound.Value));
        List<(string Name, double Value)> numbers = dated ? [] : [.. bounds.Where(bound => IsNumber(bound.Value)).Select(bound => (bound.Name, double.Parse(FieldMatch.Text(bound.Value), CultureInfo.InvariantCulture)))];
        List<(string Name, long Value)> dates = [.. bounds.Where(bound => bound.Value.ValueKind != JsonValueKind.Null).Select(bound => (bound.Name, Date(bound.Value, format, now, field)))];
        return candidate =>
        {
            string? type = candidate.Document.Owner.Mapping.TypeOf(field);
            bool numeric = !dated && type is not null && Numbers.Contains(type);
            if (numeric) return candidate.Values(field).Any(value => value.TryGetDouble(out double number) && numbers.TrueForAll(bound => Within(number.CompareTo(bound.Value), bound.Name)));
            return candidate.Document.Time(field) is { } time && dates.TrueForAll(bound => Within(time.CompareTo(bound.Value), bound.Name));
        };
    }

    private static bool Within(int comparison, string bound) => bound switch { "gte" => comparison >= 0, "gt" => comparison > 0, "lte" => comparison <= 0, _ => comparison < 0 };

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number || double.TryParse(FieldMatch.Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static long Date(JsonElement value, string? format, DateTimeOffset now, string field)
    {
        string text = FieldMatch.Text(value);
        if (text.StartsWith("now", StringComparison.Ordinal)) return Relative(text, now);
        bool epoch = format is null || format.Contains("epoch_millis", StringComparison.Ordinal);
        bool iso = format is null || format != "epoch_millis";
        if (epoch && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds)) return milliseconds;
        if (iso && Dates.TryParse(text, out milliseconds)) return milliseconds;
        throw new ApiException(400, "parse_exception", $"failed to parse date field [{text}] with format [{format ?? "strict_date_optional_time||epoch_millis"}] on [{field}]") { InShards = true };
    }

    /// <summary><c>now</c>, <c>now-15m</c>; without rounding.</summary>
    private static long Relative(string text, DateTimeOffset now)
    {
        if (text.Length == 3) return now.ToUnixTimeMilliseconds();
        TimeSpan span = Duration.Parse(text[4..], "range");
        return (text[3] == '-' ? now - span : now + span).ToUnixTimeMilliseconds();
    }
}

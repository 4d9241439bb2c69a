using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>Whether a document matches.</summary>
internal delegate bool Query(Candidate candidate);

/// <summary>Queries of the query DSL that the stand-in knows.</summary>
internal static class QueryParser
{
    public static Query Parse(JsonElement query, DateTimeOffset now)
    {
        if (query.ValueKind != JsonValueKind.Object) throw ApiException.Parsing("[_na] query malformed, must start with start_object");
        using JsonElement.ObjectEnumerator properties = query.EnumerateObject();
        if (!properties.MoveNext()) throw ApiException.IllegalArgument("query malformed, empty clause found");
        string name = properties.Current.Name;
        JsonElement body = properties.Current.Value;
        if (properties.MoveNext()) throw ApiException.Parsing($"[{name}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]");
        return name switch
        {
            "match_all" => static _ => true,
            "match_none" => static _ => false,
            "bool" => Bool(body, now),
            "constant_score" => Parse(body.GetProperty("filter"), now),
            "term" => Term(body),
            "terms" => Terms(body),
            "ids" => Ids(body),
            "exists" => Exists(body),
            "prefix" => Prefix(body),
            "wildcard" => Wild(body),
            "match" => Match(body, phrase: false),
            "match_phrase" => Match(body, phrase: true),
            "range" => RangeQuery.Parse(body, now),
            "query_string" => QueryStringParser.Parse(body, now),
            _ => throw ApiException.Parsing($"unknown query [{name}]"),
        };
    }

    private static Query Bool(JsonElement body, DateTimeOffset now)
    {
        List<Query> all = [], some = [], none = [];
        int? wanted = null;
        foreach (JsonProperty clause in body.EnumerateObject())
        {
            List<Query>? into = clause.Name switch { "filter" or "must" => all, "should" => some, "must_not" => none, _ => null };
            if (into is not null) into.AddRange(clause.Value.ValueKind == JsonValueKind.Array ? clause.Value.EnumerateArray().Select(one => Parse(one, now)) : [Parse(clause.Value, now)]);
            else if (clause.Name == "minimum_should_match") wanted = int.Parse(FieldMatch.Text(clause.Value), System.Globalization.CultureInfo.InvariantCulture);
            else if (clause.Name is not ("boost" or "_name")) throw ApiException.Parsing($"[bool] query does not support [{clause.Name}]");
        }

        int least = wanted ?? (some.Count > 0 && all.Count == 0 ? 1 : 0);
        return candidate => all.TrueForAll(query => query(candidate)) && !none.Exists(query => query(candidate)) && (least == 0 || some.Count(query => query(candidate)) >= least);
    }

    private static Query Term(JsonElement body)
    {
        (string field, JsonElement value) = Single(body, "term", "value");
        string wanted = FieldMatch.Text(value);
        return candidate => FieldMatch.Term(candidate, field, term => term == wanted);
    }

    private static Query Terms(JsonElement body)
    {
        JsonProperty given = body.EnumerateObject().FirstOrDefault(property => property.Name is not ("boost" or "_name"));
        if (given.Value.ValueKind != JsonValueKind.Array) throw ApiException.Parsing("[terms] query requires an array of terms");
        HashSet<string> wanted = [.. given.Value.EnumerateArray().Select(FieldMatch.Text)];
        string field = given.Name;
        return candidate => FieldMatch.Term(candidate, field, wanted.Contains);
    }

    private static Query Ids(JsonElement body)
    {
        JsonElement values = body.GetProperty("values");
        HashSet<string> wanted = values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(FieldMatch.Text)] : [FieldMatch.Text(values)];
        return candidate => wanted.Contains(candidate.Document.Id);
    }

    private static Query Exists(JsonElement body)
    {
        string field = body.GetProperty("field").GetString()!;
        return candidate => candidate.Values(field).Any() || IsObject(candidate.Root, field);
    }

    private static bool IsObject(JsonElement root, string field) =>
        root.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any();

    private static Query Prefix(JsonElement body)
    {
        (string field, JsonElement value) = Single(body, "prefix", "value");
        string wanted = FieldMatch.Text(value);
        return candidate => FieldMatch.Term(candidate, field, term => term.StartsWith(wanted, StringComparison.Ordinal));
    }

    private static Query Wild(JsonElement body)
    {
        (string field, JsonElement value) = Single(body, "wildcard", "value");
        string wanted = FieldMatch.Text(value);
        return candidate => FieldMatch.Term(candidate, field, term => Stored.Wildcard.Matches(wanted, term));
    }

    private static Query Match(JsonElement body, bool phrase)
    {
        (string field, JsonElement value) = Single(body, phrase ? "match_phrase" : "match", "query");
        JsonElement options = body.EnumerateObject().First().Value;
        bool all = options.ValueKind == JsonValueKind.Object && options.TryGetProperty("operator", out JsonElement joined) && joined.GetString()!.Equals("and", StringComparison.OrdinalIgnoreCase);
        string text = FieldMatch.Text(value);
        return candidate => FieldMatch.Match(candidate, field, text, all, phrase);
    }

    /// <summary>The one field of a query, in its long form <c>{"f":{"value":1}}</c> or its short one <c>{"f":1}</c>.</summary>
    private static (string Field, JsonElement Value) Single(JsonElement body, string query, string name)
    {
        using JsonElement.ObjectEnumerator properties = body.EnumerateObject();
        if (!properties.MoveNext()) throw ApiException.IllegalArgument("fieldName must not be null");
        JsonProperty first = properties.Current;
        if (properties.MoveNext()) throw ApiException.Parsing($"[{query}] query doesn't support multiple fields, found [{first.Name}] and [{properties.Current.Name}]");
        if (first.Value.ValueKind != JsonValueKind.Object) return (first.Name, first.Value);
        return first.Value.TryGetProperty(name, out JsonElement value) ? (first.Name, value) : throw ApiException.IllegalArgument("value cannot be null");
    }
}

using System.Text.Json;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>Compares a field with values, as keyword or as text, whichever the mapping says.</summary>
internal static class FieldMatch
{
    /// <summary>Whether the field holds exactly this term; of text, one of its words.</summary>
    public static bool Term(Candidate candidate, string field, Func<string, bool> isTerm)
    {
        if (field == "_id") return isTerm(candidate.Document.Id);
        if (field == "_index") return isTerm(candidate.Document.Index);
        bool analyzed = IsText(candidate.Document.Owner.Mapping, ref field);
        return candidate.Values(field).Any(value => value.ValueKind == JsonValueKind.String && analyzed ? Words.Of(value.GetString()!).Any(isTerm) : isTerm(Text(value)));
    }

    /// <summary>Whether the words of <paramref name="text"/> are there, in their order for a phrase.</summary>
    public static bool Match(Candidate candidate, string field, string text, bool all, bool phrase)
    {
        if (field is "_id" or "_index") return Term(candidate, field, term => term == text);
        if (field == "*") return Everything(candidate.Root).Any(value => Matches(Text(value), text, all, phrase));
        return IsText(candidate.Document.Owner.Mapping, ref field)
            ? candidate.Values(field).Any(value => Matches(Text(value), text, all, phrase))
            : candidate.Values(field).Any(value => Text(value) == text);
    }

    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    private static bool Matches(string value, string text, bool all, bool phrase)
    {
        List<string> wanted = Words.Of(text);
        if (phrase) return Words.HavePhrase(value, wanted);
        List<string> there = Words.Of(value);
        return wanted.Count > 0 && (all ? wanted.TrueForAll(there.Contains) : wanted.Exists(there.Contains));
    }

    /// <summary>Strings that nobody mapped are text with a keyword beneath.</summary>
    private static bool IsText(Mapping mapping, ref string field)
    {
        string? type = mapping.TypeOf(field);
        if (type is not null) return type is "text" or "match_only_text";
        if (field.EndsWith(".keyword", StringComparison.Ordinal))
        {
            field = field[..^8];
            return false;
        }

        return !mapping.StringsAreKeywords || field == "message";
    }

    private static IEnumerable<JsonElement> Everything(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Everything(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Everything),
        JsonValueKind.Null => [],
        _ => [element],
    };
}

using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>A subset of the query string syntax: words, phrases, <c>field:value</c>, <c>_exists_:field</c>, stars at words' ends, AND, OR, NOT, +, - and parentheses.</summary>
internal sealed class QueryStringParser
{
    private readonly string text;
    private readonly string defaultField;
    private readonly bool all;
    private int at;

    private QueryStringParser(string text, string defaultField, bool all)
    {
        this.text = text;
        this.defaultField = defaultField;
        this.all = all;
    }

    public static Query Parse(JsonElement body, DateTimeOffset now)
    {
        string field = "*";
        bool all = false;
        string? query = null;
        foreach (JsonProperty part in body.EnumerateObject())
        {
            if (part.Name == "query") query = part.Value.GetString();
            else if (part.Name == "default_field") field = part.Value.GetString()!;
            else if (part.Name == "default_operator") all = part.Value.GetString()!.Equals("and", StringComparison.OrdinalIgnoreCase);
            else if (part.Name is not ("lenient" or "analyze_wildcard" or "fields" or "boost" or "_name")) throw ApiException.Parsing($"[query_string] query does not support [{part.Name}]");
        }

        if (query is null) throw ApiException.Parsing("[query_string] must be provided with a [query]");
        return Parse(query, field, all);
    }

    public static Query Parse(string query, string field, bool all)
    {
        var parser = new QueryStringParser(query, field, all);
        Query parsed = parser.Either(nested: false);
        return parser.at == query.Length ? parsed : throw parser.Wrong();
    }

    private Query Either(bool nested)
    {
        List<Query> must = [], should = [], mustNot = [];
        while (true)
        {
            Skip();
            if (at == text.Length || text[at] == ')')
            {
                if ((at < text.Length) != nested || must.Count + should.Count + mustNot.Count == 0) throw Wrong();
                break;
            }

            if (Word("OR") || Word("||")) continue;
            int occurrence = Sign();
            Query query = Both();
            (occurrence < 0 ? mustNot : occurrence > 0 || all ? must : should).Add(query);
        }

        return candidate => must.TrueForAll(query => query(candidate)) && !mustNot.Exists(query => query(candidate)) && (must.Count > 0 || should.Count == 0 || should.Exists(query => query(candidate)));
    }

    private Query Both()
    {
        Query left = Primary();
        while (Word("AND") || Word("&&"))
        {
            Query before = left;
            bool negated = Sign() < 0;
            Query right = Primary();
            left = candidate => before(candidate) && right(candidate) != negated;
        }

        return left;
    }

    private Query Primary()
    {
        Skip();
        if (at == text.Length) throw Wrong();
        if (text[at] == '(')
        {
            at++;
            Query inner = Either(nested: true);
            at++;
            return inner;
        }

        if (text[at] == '"') return On(defaultField, Quoted(), phrase: true);
        string word = Bare();
        if (at == text.Length || text[at] != ':') return On(defaultField, word, phrase: false);
        at++;
        if (at == text.Length) throw Wrong();
        return text[at] == '"' ? On(word, Quoted(), phrase: true) : On(word, Bare(), phrase: false);
    }

    private static Query On(string field, string value, bool phrase)
    {
        if (field == "_exists_") return candidate => candidate.Values(value).Any();
        if (!phrase && value == "*") return field == "*" ? static _ => true : candidate => candidate.Values(field).Any();
        if (phrase || !Stored.Wildcard.IsOne(value)) return candidate => FieldMatch.Match(candidate, field, value, all: false, phrase);
        return candidate => FieldMatch.Term(candidate, field, term => Stored.Wildcard.Matches(value, term));
    }

    private int Sign()
    {
        Skip();
        if (Word("NOT")) return -1;
        if (at < text.Length && text[at] is '-' or '!')
        {
            at++;
            return -1;
        }

        if (at >= text.Length || text[at] != '+') return 0;
        at++;
        return 1;
    }

    private string Bare()
    {
        var word = new System.Text.StringBuilder();
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (':' or '(' or ')' or '"'))
        {
            if (text[at] is '[' or '{' or '/' or '~' or '^' || (text[at] == '\\' && ++at == text.Length)) throw Wrong();
            word.Append(text[at++]);
        }

        return word.Length > 0 ? word.ToString() : throw Wrong();
    }

    private string Quoted()
    {
        int end = text.IndexOf('"', at + 1);
        if (end < 0) throw Wrong();
        string quoted = text[(at + 1)..end];
        at = end + 1;
        return quoted;
    }

    private bool Word(string word)
    {
        Skip();
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
        if (at + word.Length < text.Length && char.IsLetterOrDigit(word[0]) && !char.IsWhiteSpace(text[at + word.Length])) return false;
        at += word.Length;
        return true;
    }

    private void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private ApiException Wrong() => new(400, "query_shard_exception", $"Failed to parse query [{text}]") { InShards = true };
}

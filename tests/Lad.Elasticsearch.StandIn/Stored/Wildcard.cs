using System.IO.Enumeration;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>Names with <c>*</c> in them.</summary>
internal static class Wildcard
{
    public static bool IsOne(string pattern) => pattern.Contains('*', StringComparison.Ordinal);

    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}

using System.Text.RegularExpressions;
using Lad.Cli.Configuration.Importing;

namespace Lad.Cli.Tests.Configuration.Importing;

public sealed class PredecessorKeysTests
{
    [Fact]
    public void The_documentation_lists_the_keys_that_the_code_knows()
    {
        string[] rows = [.. File.ReadAllLines(RepositoryRoot.PathTo("docs", "predecessor.md")).SkipWhile(line => line != "| key | becomes | what is different |").Skip(2).TakeWhile(line => line.StartsWith('|'))];
        IEnumerable<string> listed = rows.SelectMany(row => Regex.Matches(row.Split('|')[1], "`([A-Z0-9_]+)`").Select(match => match.Groups[1].Value));

        Assert.Equal(PredecessorKeys.All.Select(key => key.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("LAD_ES_QUERY", "ES_QUERY")]
    [InlineData("es_query", "ES_QUERY")]
    [InlineData("LAD_KF_SINK_TOPIC", "KF_TOPIC")]
    [InlineData("LAD_CONFIG", null)]
    public void A_key_is_known_with_and_without_its_prefix_and_by_earlier_names(string name, string? known) =>
        Assert.Equal(known, PredecessorKeys.Find(name)?.Name);
}

using System.Text;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.Reading.Sweeps;

namespace Lad.Elasticsearch.Tests.Reading;

public class SourceQueryTests
{
    private const string Range = """{"range":{"@timestamp":{"gte":"1970-01-01T00:00:01.500Z","lt":"2027-01-15T08:00:00.000Z","format":"strict_date_time"}}}""";
    private const string Exists = """{"exists":{"field":"@timestamp"}}""";

    [Fact]
    public void Times_are_a_range_in_UTC_whatever_the_format_of_the_field() => Assert.Equal(Filter(Range), Of(SourceFixture.Logs, Plan(1500, 1_800_000_000_000)));

    [Fact]
    public void Without_times_only_documents_that_have_one_are_asked_for_unless_others_are_wanted()
    {
        Assert.Equal(Filter(Exists), Of(SourceFixture.Logs, Plan(null, null)));
        Assert.Equal(Filter(""), Of(SourceFixture.Logs, Plan(null, null, untimed: true)));
        Assert.Equal(Filter($$$"""{"bool":{"should":[{{{Range}}},{"bool":{"must_not":[{{{Exists}}}]}}],"minimum_should_match":1}}"""), Of(SourceFixture.Logs, Plan(1500, 1_800_000_000_000, untimed: true)));
    }

    [Fact]
    public void Times_beyond_the_years_that_can_be_written_are_cut()
    {
        string query = Of(SourceFixture.Logs, Plan(-100_000_000_000_000, 1_000_000_000_000_000));
        Assert.Contains("\"gte\":\"0001-01-01T00:00:00.000Z\",\"lt\":\"9999-12-31T23:59:59.999Z\"", query, StringComparison.Ordinal);
    }

    [Fact]
    public void Service_and_query_are_filters_beside_the_times()
    {
        const string service = """{"bool":{"should":[{"term":{"app":{"value":"a\u0022b"}}},{"term":{"app.keyword":{"value":"a\u0022b"}}}],"minimum_should_match":1}}""";
        ElasticsearchSourceOptions options = SourceFixture.Logs with { Service = "a\"b", ServiceField = "app", Query = " level:ERROR " };
        Assert.Equal(Filter($$$"""{{{Range}}},{{{service}}},{"query_string":{"query":"level:ERROR","analyze_wildcard":false}}"""), Of(options, Plan(1500, 1_800_000_000_000)));
        Assert.Equal(Filter($$$"""{{{Range}}},{"term":{"a":1}}"""), Of(SourceFixture.Logs with { Query = """ {"term":{"a":1}}""" }, Plan(1500, 1_800_000_000_000)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"term\":{},\"match\":{}}")]
    public void A_query_object_that_is_none_is_a_fault_of_the_options(string query) => Assert.Contains("Query ", Assert.Single((SourceFixture.Logs with { Query = query }).Validate()), StringComparison.Ordinal);

    private static SweepPlan Plan(long? from, long? to, bool untimed = false) => new(true, 0, from, to, untimed);

    private static string Of(ElasticsearchSourceOptions options, SweepPlan plan) => Encoding.UTF8.GetString(SourceQuery.Of(options, plan));

    private static string Filter(string filters) => $$$"""{"bool":{"filter":[{{{filters}}}]}}""";
}

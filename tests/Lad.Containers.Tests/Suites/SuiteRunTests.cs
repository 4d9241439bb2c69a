using Lad.Elasticsearch.StandIn;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Containers.Tests.Suites;

/// <summary>How suites are run, with servers that stand in for the named ones.</summary>
public sealed class SuiteRunTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    [Fact]
    public async Task The_tests_of_the_named_server_run_on_it_and_no_others()
    {
        await using StandInServer server = await StandInServer.StartAsync();

        (SuiteResults results, string said) = await new Suite("Lad.Elasticsearch.Tests", SuiteTests.OfTheNamedServer).RunAsync(SuiteServers.VariablesFor("127.0.0.1:1", server.Url));

        Assert.True(SuiteVerdict.Fault(results) is null, $"{SuiteVerdict.Fault(results)}\n{said}");
        Assert.True(results.Passed >= 8, results.ToString());
        Assert.True(server.Counters.Created > 1000);
    }

    [Fact]
    public async Task What_fails_on_the_named_server_is_a_fault_with_its_reason()
    {
        (SuiteResults results, string said) = await new Suite("Lad.Elasticsearch.Tests", SuiteTests.OfTheNamedServer + "&DisplayName~The_server_says_what_it_is").RunAsync(SuiteServers.VariablesFor("127.0.0.1:1", Nowhere));

        Assert.Equal(0, results.Passed);
        Assert.Contains("The_server_says_what_it_is_and_has_points_in_time(kind: Named): ", SuiteVerdict.Fault(results), StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", SuiteVerdict.Fault(results), StringComparison.Ordinal);
        Assert.Contains("The_server_says_what_it_is", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tests_of_the_named_broker_run_on_it()
    {
        using var broker = new AdminBroker(1);

        (SuiteResults results, string said) = await new Suite("Lad.Kafka.Tests", SuiteTests.OfTheNamedServer + "&DisplayName~Applying_to_a_broker_makes_what_is_missing").RunAsync(SuiteServers.VariablesFor(broker.BootstrapServers, Nowhere));

        Assert.True(SuiteVerdict.Fault(results) is null, $"{SuiteVerdict.Fault(results)}\n{said}");
        Assert.Equal(1, results.Passed);
        Assert.NotEmpty(broker.Topics);
    }

    /// <summary>A suite without such tests would be run for nothing.</summary>
    [Fact]
    public async Task The_end_to_end_suite_has_tests_of_the_named_broker()
    {
        (SuiteResults results, string said) = await new Suite("Lad.EndToEnd.Tests", SuiteTests.OfTheNamedServer).RunAsync(new Dictionary<string, string> { ["LAD_TEST_KAFKA"] = "" });

        Assert.True(results.Skipped.Count > 0, said);
        Assert.Contains("names no broker", SuiteVerdict.Fault(results), StringComparison.Ordinal);
    }
}

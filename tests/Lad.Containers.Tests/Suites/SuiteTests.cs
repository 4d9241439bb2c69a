using Lad.Containers.Tests.Engine;
using Xunit.Abstractions;

namespace Lad.Containers.Tests.Suites;

/// <summary>The suites that run against each broker and each Elasticsearch there is, run against the real ones.</summary>
[Collection(Alone.Name)]
public sealed class SuiteTests(SuiteServers servers, ITestOutputHelper output) : IClassFixture<SuiteServers>
{
    /// <summary>The tests of a suite that are for the server that a variable names: the name of a case ends so.</summary>
    internal const string OfTheNamedServer = "DisplayName~kind: Named";

    [EngineTheory]
    [InlineData("Lad.Kafka.Tests")]
    [InlineData("Lad.Elasticsearch.Tests")]
    [InlineData("Lad.EndToEnd.Tests")]
    public async Task A_suite_passes_on_real_servers_and_none_of_its_tests_is_skipped(string project)
    {
        (SuiteResults results, string said) = await new Suite(project, OfTheNamedServer).RunAsync(servers.Variables);

        output.WriteLine($"{project}: {results}");
        if (SuiteVerdict.Fault(results) is not { } fault) return;
        output.WriteLine(said);
        output.WriteLine(await servers.LogsAsync());
        Assert.Fail($"{project}: {fault}");
    }
}

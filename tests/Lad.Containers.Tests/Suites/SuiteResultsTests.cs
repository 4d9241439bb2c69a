using System.Xml.Linq;

namespace Lad.Containers.Tests.Suites;

public sealed class SuiteResultsTests
{
    private static readonly SuiteResults Results = SuiteResults.Of(XDocument.Parse("""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="A(kind: Named)" outcome="Passed" />
            <UnitTestResult testName="B(kind: Named)" outcome="Failed"><Output><ErrorInfo><Message>2 is not 3</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="C(kind: Named)" outcome="NotExecuted"><Output><ErrorInfo><Message>no broker</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="D(kind: Named)" outcome="Aborted" />
          </Results>
        </TestRun>
        """));

    [Fact]
    public void Each_test_is_counted_once_with_its_reason()
    {
        Assert.Equal(1, Results.Passed);
        Assert.Equal([("B(kind: Named)", "2 is not 3"), ("D(kind: Named)", "")], Results.Failed);
        Assert.Equal([("C(kind: Named)", "no broker")], Results.Skipped);
    }

    [Fact]
    public void A_failure_a_skip_and_a_suite_of_nothing_are_faults()
    {
        Assert.Contains("B(kind: Named): 2 is not 3", SuiteVerdict.Fault(Results), StringComparison.Ordinal);
        Assert.Contains("C(kind: Named): no broker", SuiteVerdict.Fault(Results with { Failed = [] }), StringComparison.Ordinal);
        Assert.Equal("no test ran", SuiteVerdict.Fault(new SuiteResults(0, [], [])));
        Assert.Null(SuiteVerdict.Fault(new SuiteResults(1, [], [])));
    }
}

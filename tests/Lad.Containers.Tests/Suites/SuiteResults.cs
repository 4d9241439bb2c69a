using System.Xml.Linq;

namespace Lad.Containers.Tests.Suites;

/// <summary>What came of a suite's run.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Those that did not: name and message.</param>
/// <param name="Skipped">Those that were not run: name and reason.</param>
internal sealed record SuiteResults(int Passed, IReadOnlyList<(string Name, string Message)> Failed, IReadOnlyList<(string Name, string Message)> Skipped)
{
    /// <summary>Reads a results file of <c>dotnet test</c>.</summary>
    public static SuiteResults Of(XDocument trx)
    {
        XNamespace space = trx.Root!.Name.Namespace;
        ILookup<string, (string Name, string Message)> results = trx.Descendants(space + "UnitTestResult").ToLookup(
            result => result.Attribute("outcome")?.Value ?? "",
            result => (result.Attribute("testName")?.Value ?? "", result.Descendants(space + "Message").FirstOrDefault()?.Value ?? result.Descendants(space + "StdOut").FirstOrDefault()?.Value ?? ""));
        return new SuiteResults(results["Passed"].Count(), [.. results.Where(group => group.Key is not ("Passed" or "NotExecuted")).SelectMany(group => group)], [.. results["NotExecuted"]]);
    }

    public override string ToString() => $"{Passed} passed, {Failed.Count} failed, {Skipped.Count} skipped";
}

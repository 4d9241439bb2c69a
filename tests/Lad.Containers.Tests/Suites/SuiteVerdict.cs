namespace Lad.Containers.Tests.Suites;

/// <summary>Decides whether a suite did what it was run for.</summary>
internal static class SuiteVerdict
{
    /// <summary>What is wrong with the results of a suite that was given a server; <see langword="null"/>: nothing. Of its tests on that server none may fail, none may be skipped, and some must have run.</summary>
    public static string? Fault(SuiteResults results)
    {
        if (results.Failed.Count > 0) return $"{results}; failed:{Lines(results.Failed)}";
        if (results.Skipped.Count > 0) return $"{results}; with the server there none is to be skipped:{Lines(results.Skipped)}";
        return results.Passed > 0 ? null : "no test ran";
    }

    private static string Lines(IEnumerable<(string Name, string Message)> tests) => string.Concat(tests.Select(test => $"\n  {test.Name}: {test.Message}"));
}

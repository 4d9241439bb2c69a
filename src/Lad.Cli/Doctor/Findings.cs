using Lad.Cli.Models;

namespace Lad.Cli.Doctor;

/// <summary>What a check found so far. Safe for all threads; what comes after the check's time is left out.</summary>
internal sealed class Findings
{
    private readonly Lock gate = new();
    private readonly List<Finding> found = [];
    private bool isClosed;

    /// <summary>It is well.</summary>
    public void Ok(string text) => Add(FindingState.Ok, text, "");

    /// <summary>It works, and somebody should look at it.</summary>
    public void Warning(string text, string advice = "") => Add(FindingState.Warning, text, advice);

    /// <summary>Something will not work.</summary>
    public void Fault(string text, string advice = "") => Add(FindingState.Fault, text, advice);

    /// <summary>It was not looked at.</summary>
    public void Skipped(string text, string advice = "") => Add(FindingState.Skipped, text, advice);

    /// <summary>All that was found; nothing is added from now on.</summary>
    public IReadOnlyList<Finding> Close()
    {
        lock (gate)
        {
            isClosed = true;
            return [.. found];
        }
    }

    private void Add(FindingState state, string text, string advice)
    {
        // Hosts, topics and errors come from outside, and may hold what a terminal would obey.
        var finding = new Finding(state, Printable.Of(text.ReplaceLineEndings(" ")), Printable.Of(advice.ReplaceLineEndings(" ")));
        lock (gate)
        {
            if (!isClosed) found.Add(finding);
        }
    }
}

namespace Lad.Cli.Doctor;

/// <summary>All that was found.</summary>
/// <param name="Configuration">Faults of the configuration, one sentence each.</param>
/// <param name="Checks">What each check found.</param>
/// <param name="Elapsed">How long it took in all.</param>
internal sealed record Diagnosis(IReadOnlyList<string> Configuration, IReadOnlyList<CheckResult> Checks, TimeSpan Elapsed)
{
    /// <summary>How many findings are of a state.</summary>
    public int Count(FindingState state) => Checks.Sum(check => check.Findings.Count(finding => finding.State == state));

    /// <summary>How the process ends.</summary>
    /// <param name="strict">Whether warnings count.</param>
    public int ExitCodeOf(bool strict) => Configuration.Count > 0 ? ExitCode.Configuration : Count(FindingState.Fault) > 0 || (strict && Count(FindingState.Warning) > 0) ? ExitCode.Failed : ExitCode.Done;
}

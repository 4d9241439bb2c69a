namespace Lad.Cli.Doctor;

/// <summary>One thing to be looked at, independent of all others.</summary>
/// <param name="Name">What, in a word or two.</param>
/// <param name="Look">Looks, and says what it finds; what it throws is a finding too.</param>
internal sealed record Check(string Name, Func<Findings, CancellationToken, Task> Look);

/// <summary>What a check found.</summary>
/// <param name="Name">The check.</param>
/// <param name="Findings">All of it, in the order in which it was found.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record CheckResult(string Name, IReadOnlyList<Finding> Findings, TimeSpan Elapsed);

namespace Lad.Cli.Doctor;

/// <summary>One thing that a check found.</summary>
/// <param name="State">How bad it is.</param>
/// <param name="Text">What was found, and where; one line.</param>
/// <param name="Advice">What to do about it, a command line where possible; empty where the text says it or nothing is to be done.</param>
internal sealed record Finding(FindingState State, string Text, string Advice = "");

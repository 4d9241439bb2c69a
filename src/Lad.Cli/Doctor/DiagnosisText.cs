using System.Globalization;
using Lad.Cli.Models;

namespace Lad.Cli.Doctor;

/// <summary>What was found, for people.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="colour">Whether states have colours.</param>
/// <param name="quiet">Whether only what is wrong is written.</param>
internal sealed class DiagnosisText(TextWriter output, bool colour, bool quiet)
{
    /// <summary>Writes it.</summary>
    public void Write(Diagnosis diagnosis)
    {
        foreach (string fault in diagnosis.Configuration) Write(new Finding(FindingState.Fault, Printable.Of(fault)), "configuration");
        foreach (CheckResult check in diagnosis.Checks)
            foreach (Finding finding in check.Findings.Where(finding => !quiet || finding.State >= FindingState.Warning)) Write(finding, check.Name);
        if (quiet) return;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{diagnosis.Count(FindingState.Ok)} well, {diagnosis.Count(FindingState.Warning)} to look at, {diagnosis.Count(FindingState.Fault) + diagnosis.Configuration.Count} wrong, {diagnosis.Count(FindingState.Skipped)} not looked at, in {diagnosis.Elapsed.TotalSeconds:0.0} s"));
    }

    private void Write(Finding finding, string check)
    {
        (string word, string code) = finding.State switch
        {
            FindingState.Ok => ("ok", "32"),
            FindingState.Warning => ("warning", "33"),
            FindingState.Fault => ("fault", "31"),
            _ => ("skipped", "90"),
        };
        string state = word.PadRight(8);
        output.WriteLine($"{(colour ? $"\e[{code}m{state}\e[0m" : state)} {check,-14}  {finding.Text}");
        if (finding.Advice.Length > 0) output.WriteLine($"{"",-25}-> {finding.Advice}");
    }
}

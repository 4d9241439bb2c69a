using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Comparing;
using Lad.Detection.Templates;

namespace Lad.Cli.Models;

/// <summary>Tells what differs between two models.</summary>
internal static class ComparisonReport
{
    private const int Listed = 10;
    private const double LeastShareChange = 0.0005;

    /// <summary>Tells what differs.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="width">Characters of a line; templates are cut to it.</param>
    public static string Render(ModelComparison comparison, int width)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"Model {Printable.Of(comparison.New.Metadata.Name)}: {Printable.Of(comparison.Old.Metadata.Version)} -> {Printable.Of(comparison.New.Metadata.Version)}\n\n"));
        foreach ((string label, string value) in Facts(comparison)) text.Append(Invariant($"  {label,-10} {value}\n"));
        Verdicts(text, comparison.Verdicts, width);
        text.Append(TemplateTable.Render(Heading("Templates added", comparison.AddedTemplates.Count), [.. comparison.AddedTemplates.Take(Listed)], comparison.New, width));
        text.Append(TemplateTable.Render(Heading("Templates removed", comparison.RemovedTemplates.Count), [.. comparison.RemovedTemplates.Take(Listed)], comparison.Old, width));
        Shares(text, comparison, width);
        return text.ToString();
    }

    private static IEnumerable<(string Label, string Value)> Facts(ModelComparison comparison)
    {
        DetectionModel older = comparison.Old, newer = comparison.New;
        yield return ("records", Change($"{older.Metadata.TrainingRecords:N0}", $"{newer.Metadata.TrainingRecords:N0}"));
        yield return ("templates", Counts(older.Templates.Items.Count, newer.Templates.Items.Count, comparison.AddedTemplates.Count, comparison.RemovedTemplates.Count));
        yield return ("words", Counts(older.Words.Words.Count, newer.Words.Words.Count, comparison.AddedWords.Count, comparison.RemovedWords.Count));
        yield return ("map", Change($"{older.Map.Rows} x {older.Map.Columns} of {older.Map.Dimension} values", $"{newer.Map.Rows} x {newer.Map.Columns} of {newer.Map.Dimension} values"));
        yield return ("threshold", Change($"{older.Threshold.Value:0.######} by {Printable.Of(older.Threshold.Policy)}", $"{newer.Threshold.Value:0.######} by {Printable.Of(newer.Threshold.Policy)}"));
        yield return ("verdicts", Invariant($"{comparison.Verdicts.Changed.Count:N0} of {comparison.Verdicts.Compared:N0} templates of the older model get another one in the newer")
            + (comparison.Verdicts.LeftOut > 0 ? Invariant($" ({comparison.Verdicts.LeftOut:N0} could not be compared)") : ""));
    }

    private static void Verdicts(StringBuilder text, VerdictComparison verdicts, int width)
    {
        if (verdicts.Changed.Count == 0) return;
        text.Append(Invariant($"\n{Heading("Other verdicts", verdicts.Changed.Count)}\n\n  {"old score",9} {"new score",9}  {"now",-7}  template\n"));
        foreach (VerdictChange change in verdicts.Changed.Take(Listed))
            text.Append(Invariant($"  {change.OldScore,9:0.0000} {change.NewScore,9:0.0000}  {(change.IsAnomaly ? "anomaly" : "normal"),-7}  {Cut(change.Template, width - 32)}\n"));
    }

    private static void Shares(StringBuilder text, ModelComparison comparison, int width)
    {
        ShareChange[] moved = [.. comparison.KeptTemplates.Where(change => Math.Abs(change.Difference) >= LeastShareChange)];
        if (moved.Length == 0) return;
        text.Append(Invariant($"\n{Heading("Templates with another share of the records", moved.Length)}\n\n  {"old",7} {"new",7}  template\n"));
        foreach (ShareChange change in moved.Take(Listed))
            text.Append(Invariant($"  {TemplateTable.Percent(change.OldShare),7} {TemplateTable.Percent(change.NewShare),7}  {Cut(change.Template, width - 20)}\n"));
    }

    private static string Heading(string what, int count) => count > Listed ? Invariant($"{what} ({Listed} of {count:N0})") : what;

    private static string Counts(int before, int after, int added, int removed) => Invariant($"{before:N0} -> {after:N0} ({added:N0} added, {removed:N0} removed)");

    private static string Change(FormattableString before, FormattableString after)
    {
        string old = Invariant(before), now = Invariant(after);
        return old == now ? $"{now} (as before)" : $"{old} -> {now}";
    }

    private static string Cut(Template template, int width) => Printable.Of(template.Text, Math.Max(20, width));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

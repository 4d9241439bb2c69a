using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.Cli.Models;

/// <summary>Describes a model in words and numbers.</summary>
internal static class ModelReport
{
    private const int Listed = 10;

    /// <summary>Describes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="width">Characters of a line; templates are cut to it.</param>
    public static string Render(DetectionModel model, int width)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"Model {Printable.Of(model.Metadata.Name)}, version {Printable.Of(model.Metadata.Version)}\n\n"));
        foreach ((string label, string value) in Facts(model)) text.Append(Invariant($"  {label,-12} {value}\n"));
        text.Append(JudgementTable.Render(model));
        IReadOnlyList<Template> byCount = [.. model.Templates.Items.OrderByDescending(template => template.Count)];
        text.Append(TemplateTable.Render("Most frequent templates", [.. byCount.Take(Listed)], model, width));
        if (byCount.Count > Listed) text.Append(TemplateTable.Render("Rarest templates", [.. byCount.Skip(Listed).TakeLast(Listed).Reverse()], model, width));
        return text.ToString();
    }

    private static IEnumerable<(string Label, string Value)> Facts(DetectionModel model)
    {
        ModelMetadata metadata = model.Metadata;
        yield return ("trained", Invariant($"{metadata.CreatedAt:u}, seed {metadata.Seed}"));
        if (metadata.Source.Length > 0) yield return ("from", Printable.Of(metadata.Source));
        if (metadata.Parent is { } parent) yield return ("continues", Printable.Of(parent));
        yield return ("records", Invariant($"{metadata.TrainingRecords:N0}, of which {metadata.HeldBackRecords:N0} held back for calibration"));
        if (metadata.Training.OverflowRecords > 0) yield return ("", Invariant($"{metadata.Training.OverflowRecords:N0} beyond the bound on distinct messages: counted, not learned from"));
        if (metadata.From is { } begin && metadata.To is { } end) yield return ("times", Invariant($"{begin:u} to {end:u} ({Span(end - begin)})"));
        yield return ("templates", Invariant($"{model.Templates.Items.Count:N0}"));
        yield return ("words", Invariant($"{model.Words.Words.Count:N0} of {model.Words.Dimension} values each"));
        int used = model.Map.Hits.ToArray().Count(hits => hits > 0);
        yield return ("map", Invariant($"{model.Map.Rows} x {model.Map.Columns} nodes, {used:N0} of {model.Map.Rows * model.Map.Columns:N0} in use"));
        yield return ("map errors", Invariant($"quantization {metadata.Training.QuantizationError:0.####}, topographic {metadata.Training.TopographicError:0.####}"));
        yield return ("threshold", Invariant($"{model.Threshold.Value:0.######} by {Printable.Of(model.Threshold.Policy)} with {model.Threshold.Parameter:0.######}; floor {model.Threshold.Floor:0.######}"));
        yield return ("calibration", Calibration(model));
        if (metadata.HeldBackRecords > 0)
            yield return ("held back", Invariant($"{TemplateTable.Percent(metadata.Training.HeldBackAlarmRate)} above the threshold, {TemplateTable.Percent(metadata.Training.NewTemplateRate)} with a template of no other record"));
        foreach ((int index, GateResult result) in metadata.Gate.Index())
            yield return (index == 0 ? "gate" : "", Invariant($"{(result.Passed ? "passed" : "FAILED")} {Printable.Of(result.Sentence.Length > 0 ? result.Sentence : result.Criterion)}"));
        yield return ("masking", Invariant($"the first {model.Masking.MaxMessageBytes:N0} bytes and {model.Masking.MaxTokens:N0} tokens of a message"));
        foreach (string pattern in model.Masking.UserPatterns) yield return ("pattern", Printable.Of(pattern));
    }

    private static string Calibration(DetectionModel model) => model.Calibration.RawScores is { Count: > 0 } scores
        ? Invariant($"{scores.Count:N0} points, raw scores {scores[0]:0.####} to {scores[^1]:0.####}")
        : "no held-back records";

    private static string Span(TimeSpan span) => span.TotalDays >= 2 ? Invariant($"{span.TotalDays:0.#} days") : span.TotalHours >= 2 ? Invariant($"{span.TotalHours:0.#} hours") : Invariant($"{span.TotalMinutes:0.#} minutes");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

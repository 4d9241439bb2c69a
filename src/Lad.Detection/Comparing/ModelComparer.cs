using Lad.Detection.Templates;

namespace Lad.Detection.Comparing;

/// <summary>Compares two models. Templates are the same when their fingerprints are.</summary>
public static class ModelComparer
{
    /// <summary>Compares two models; the same two give the same result.</summary>
    public static ModelComparison Compare(DetectionModel older, DetectionModel newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        Dictionary<ulong, Template> before = ByFingerprint(older), after = ByFingerprint(newer);
        double recordsBefore = Records(older), recordsAfter = Records(newer);
        return new ModelComparison
        {
            Old = older,
            New = newer,
            AddedTemplates = Missing(newer, before),
            RemovedTemplates = Missing(older, after),
            KeptTemplates = [.. newer.Templates.Items
                .Where(template => before.ContainsKey(template.Fingerprint))
                .Select(template => new ShareChange(template, before[template.Fingerprint].Count / recordsBefore, template.Count / recordsAfter))
                .OrderByDescending(change => Math.Abs(change.Difference))],
            AddedWords = Missing(newer.Words.Words, older.Words.Words),
            RemovedWords = Missing(older.Words.Words, newer.Words.Words),
            Verdicts = VerdictComparer.Compare(older, newer),
        };
    }

    private static Dictionary<ulong, Template> ByFingerprint(DetectionModel model) => model.Templates.Items.ToDictionary(template => template.Fingerprint);

    private static double Records(DetectionModel model) => Math.Max(1, model.Templates.Items.Sum(template => (double)template.Count));

    private static Template[] Missing(DetectionModel model, Dictionary<ulong, Template> other) =>
        [.. model.Templates.Items.Where(template => !other.ContainsKey(template.Fingerprint)).OrderByDescending(template => template.Count)];

    private static string[] Missing(IReadOnlyList<string> words, IReadOnlyList<string> other) =>
        [.. words.Except(other, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

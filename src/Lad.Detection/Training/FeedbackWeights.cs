using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>
/// Gives the templates of false positives weight: the fewest episodes, of one record each, with which they are no longer anomalies. Nothing else of the model changes: what is
/// counted, the calibration and the threshold are those of the records, so every other message has the score that it had.
/// </summary>
internal static class FeedbackWeights
{
    /// <summary>Gives weight.</summary>
    /// <param name="model">The model that was learned.</param>
    /// <param name="templates">Indices of the templates that are said to be normal.</param>
    /// <returns>The model, and what was added to which template, in the order of their fingerprints.</returns>
    public static (DetectionModel Model, IReadOnlyList<TemplateWeight> Weights) Add(DetectionModel model, IReadOnlySet<int> templates)
    {
        var weights = new List<TemplateWeight>();
        var lexicon = new SeverityLexicon(model.Scoring.SeverityWords);
        Template[] items = [.. model.Templates.Items];
        foreach (int index in templates)
        {
            int episodes = Least(model, items[index], lexicon.NamesAny(items[index].Tokens));
            if (episodes == 0) continue;
            items[index] = items[index] with { Count = items[index].Count + episodes, Episodes = items[index].Episodes + episodes };
            weights.Add(new TemplateWeight(items[index].Fingerprint, episodes));
        }

        return weights.Count == 0 ? (model, []) : (model with { Templates = new TemplateSet(items) }, [.. weights.OrderBy(static weight => weight.Template)]);
    }

    /// <summary>Takes back what a model was given: what is left is what it saw. A template of which nothing was seen goes.</summary>
    public static DetectionModel Remove(DetectionModel model)
    {
        if (model.Metadata.Feedback is not { Weights.Count: > 0 } feedback) return model;
        var given = new Dictionary<ulong, int>();
        foreach (TemplateWeight weight in feedback.Weights) given[weight.Template] = weight.Episodes;
        IEnumerable<Template> seen = model.Templates.Items
            .Select(template => given.TryGetValue(template.Fingerprint, out int episodes) ? template with { Count = template.Count - episodes, Episodes = Math.Max(template.Episodes - episodes, 0) } : template)
            .Where(static template => template.Count > 0);
        return model with { Templates = new TemplateSet([.. seen]) };
    }

    /// <summary>
    /// The score that a false positive must not exceed: twice as many records score higher as do above the threshold. So what is said to be normal does not lie on the edge; where
    /// the threshold is low, half of it.
    /// </summary>
    internal static double Wanted(double threshold) => Math.Max((2 * threshold) - 1, threshold / 2);

    private static int Least(DetectionModel model, Template template, bool isSevere)
    {
        double wanted = Wanted(Math.Max(model.Threshold.Value, model.Threshold.Floor));
        if (Score(0) <= wanted) return 0;

        // With so many episodes it is not rare at all.
        int low = 0, high = (int)Math.Clamp(Math.Ceiling(model.Scoring.RareShare * model.Metadata.TrainingRecords), 1, int.MaxValue - template.Episodes);
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            if (Score(middle) <= wanted) high = middle;
            else low = middle;
        }

        return high;

        double Score(long more) =>
            model.Calibration.Calibrate(RawScore.Join(RawScore.Rarity(template.Episodes + more, template.Count + more, model.Metadata.TrainingRecords, model.Scoring), 0, isSevere, model.Scoring));
    }
}

using System.Globalization;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection.Explaining;

/// <summary>Says why a message got its score.</summary>
internal sealed class Explainer(Detector detector, MessageEncoder encoder, BestMatchingUnitSearch search, SeverityLexicon lexicon, TemplateAssessments templates)
{
    private const int MaxWords = 5;

    private readonly DetectionModel model = detector.Model;

    /// <summary>Explains the assessment of a message.</summary>
    /// <param name="tokens">Its masked tokens.</param>
    /// <param name="assessment">Its assessment.</param>
    public Explanation Explain(IReadOnlyList<string> tokens, in Assessment assessment)
    {
        IReadOnlyList<string> words = assessment.Template >= 0 ? model.Templates.Items[assessment.Template].Tokens : tokens;
        string[] distinct = [.. words.Where(static word => word != Template.Wildcard).Distinct(StringComparer.Ordinal)];
        string[] novel = assessment.Template >= 0 ? [] : [.. distinct.Where(word => encoder.Index.Find(Utf8(word)) < 0)];
        var vector = new float[encoder.Dimension];
        encoder.Encode(words, vector);
        int nearest = NearestNormal(vector, assessment.Template);
        return new Explanation
        {
            Reasons = Reasons(assessment, distinct, novel, nearest),
            Words = Influences(words, distinct, assessment),
            NovelWords = novel,
            NearestTemplate = nearest < 0 ? null : model.Templates.Items[nearest].Text,
            Percentile = assessment.Score,
        };
    }

    /// <summary>The template most like the message that is no anomaly itself; of all others, when every one is.</summary>
    private int NearestNormal(ReadOnlySpan<float> vector, int itself)
    {
        int nearest = -1;
        (bool IsNormal, double Cosine) best = (false, double.NegativeInfinity);
        for (int i = 0; i < model.Templates.Items.Count; i++)
        {
            if (i == itself)
                continue;
            Assessment other = templates[i];
            detector.Decide(ref other);
            (bool IsNormal, double Cosine) candidate = (!other.IsAnomaly, System.Numerics.Tensors.TensorPrimitives.Dot(vector, templates.Vector(i)));
            if (candidate.CompareTo(best) > 0)
                (nearest, best) = (i, candidate);
        }

        return nearest;
    }

    private WordInfluence[] Influences(IReadOnlyList<string> words, string[] distinct, Assessment assessment)
    {
        double whole = Raw(words, assessment);
        return [.. distinct
            .Select(word => new WordInfluence(word, whole - Raw([.. words.Where(other => other != word)], assessment)))
            .Where(static influence => influence.Influence != 0)
            .OrderByDescending(static influence => influence.Influence)
            .Take(MaxWords)];
    }

    /// <summary>The raw score of these words; the rarity of a known template is not a matter of single words.</summary>
    private double Raw(IReadOnlyList<string> words, in Assessment assessment)
    {
        bool isSevere = lexicon.NamesAny(words);
        if (assessment.Template >= 0)
        {
            Template template = model.Templates.Items[assessment.Template];
            return RawScore.Join(RawScore.Rarity(template.Episodes, template.Count, model.Metadata.TrainingRecords, model.Scoring), 0, isSevere, model.Scoring);
        }

        Span<float> vector = new float[encoder.Dimension];
        float unknownShare = encoder.Encode(words, vector);
        return detector.NovelRawScore(search.Find(vector), words.Count(static word => word != Template.Wildcard), unknownShare, isSevere);
    }

    private List<string> Reasons(in Assessment assessment, string[] words, string[] novel, int nearest)
    {
        var reasons = new List<string>();
        if (assessment.Template < 0)
        {
            reasons.Add(Text($"no message like this was seen in {model.Metadata.TrainingRecords:N0} training records"));
            if (novel.Length > 0)
                reasons.Add($"{(novel.Length == 1 ? "the word" : "the words")} {string.Join(", ", novel.Take(MaxWords).Select(static word => $"\"{word}\""))} {(novel.Length == 1 ? "is" : "are")} unknown{(novel.Length > MaxWords ? Text($" ({novel.Length} in all)") : "")}");
            else if (words.Length > 0)
                reasons.Add("every word is known, but not in this combination");
            if (nearest >= 0)
                reasons.Add($"the nearest normal message is \"{model.Templates.Items[nearest].Text}\"");
        }
        else
        {
            Template template = model.Templates.Items[assessment.Template];
            string episodes = template.Episodes < template.Count ? Text($", in {template.Episodes:N0} {(template.Episodes == 1 ? "run" : "separate runs")}") : "";
            reasons.Add(Text($"seen {template.Count:N0} {(template.Count == 1 ? "time" : "times")} in {model.Metadata.TrainingRecords:N0} training records{episodes}"));
        }

        if (assessment.IsSevere && model.Scoring.SeverityWeight > 0 && words.FirstOrDefault(word => lexicon.Names(Utf8(word))) is { } severe)
            reasons.Add($"\"{severe}\" names a failure");
        if (assessment.IsTruncated)
            reasons.Add("the message was longer than what is looked at");
        return reasons;
    }

    private static byte[] Utf8(string word) => System.Text.Encoding.UTF8.GetBytes(word);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

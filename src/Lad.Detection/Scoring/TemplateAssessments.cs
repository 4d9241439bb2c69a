using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Templates;

namespace Lad.Detection.Scoring;

/// <summary>
/// What is said of any message with a known template: it depends on the template alone and is worked out once for a model.
/// </summary>
internal sealed class TemplateAssessments
{
    private readonly Assessment[] assessments;
    private readonly float[] vectors;
    private readonly int dimension;

    /// <summary>Assesses every template of a model.</summary>
    public TemplateAssessments(DetectionModel model, MessageEncoder encoder, BestMatchingUnitSearch search, SeverityLexicon lexicon)
    {
        IReadOnlyList<Template> templates = model.Templates.Items;
        dimension = encoder.Dimension;
        assessments = new Assessment[templates.Count];
        vectors = new float[templates.Count * dimension];
        var units = new BestMatchingUnit[templates.Count];
        for (int i = 0; i < templates.Count; i++)
            encoder.Encode(templates[i].Tokens, vectors.AsSpan(i * dimension, dimension));
        search.Find(vectors, units);
        for (int i = 0; i < templates.Count; i++)
        {
            bool isSevere = lexicon.NamesAny(templates[i].Tokens);
            double raw = RawScore.Join(RawScore.Rarity(templates[i].Episodes, templates[i].Count, model.Metadata.TrainingRecords, model.Scoring), 0, isSevere, model.Scoring);
            assessments[i] = new Assessment
            {
                Fingerprint = templates[i].Fingerprint,
                Template = i,
                BestMatchingUnit = units[i].Node,
                Distance = units[i].Distance,
                IsSevere = isSevere,
                Score = model.Calibration.Calibrate(raw),
            };
        }
    }

    /// <summary>The assessment of messages with this template; not yet decided on.</summary>
    public ref readonly Assessment this[int template] => ref assessments[template];

    /// <summary>The vector of a template's own words.</summary>
    public ReadOnlySpan<float> Vector(int template) => vectors.AsSpan(template * dimension, dimension);
}

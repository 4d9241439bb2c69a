using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>Joins what a model knew with what was learned since.</summary>
internal static class ModelUpdate
{
    /// <summary>
    /// The new model with the templates of the previous one: those that came again add their counts, those that did not stay as they were, and the
    /// records of both are counted. Map, calibration and threshold are those of the new records.
    /// </summary>
    public static DetectionModel Join(DetectionModel previous, DetectionModel current)
    {
        Dictionary<ulong, Template> known = previous.Templates.Items.ToDictionary(static template => template.Fingerprint);
        var joined = new List<Template>();
        foreach (Template template in current.Templates.Items)
        {
            joined.Add(known.Remove(template.Fingerprint, out Template? before)
                ? template with { Count = before.Count + template.Count, Episodes = (int)Math.Min((long)before.Episodes + template.Episodes, int.MaxValue) }
                : template);
        }

        joined.AddRange(previous.Templates.Items.Where(template => known.ContainsKey(template.Fingerprint)));
        ModelMetadata metadata = current.Metadata with
        {
            TrainingRecords = previous.Metadata.TrainingRecords + current.Metadata.TrainingRecords,
            From = Earlier(previous.Metadata.From, current.Metadata.From),
        };
        return current with { Templates = new TemplateSet(joined), Metadata = metadata };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}

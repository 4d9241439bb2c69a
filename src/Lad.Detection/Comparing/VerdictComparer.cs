using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection.Comparing;

/// <summary>Asks two models for their verdict on the older one's templates.</summary>
internal static class VerdictComparer
{
    public static VerdictComparison Compare(DetectionModel older, DetectionModel newer)
    {
        Detector before = new(older), after = new(newer);
        DetectorScratch beforeScratch = new(), afterScratch = new();
        List<VerdictChange> changed = [];
        int compared = 0;
        for (int i = 0; i < older.Templates.Items.Count; i++)
        {
            Template template = older.Templates.Items[i];
            byte[] message = Message(template);
            Assessment then = before.Assess(message, beforeScratch);
            if (then.Template != i) continue;
            compared++;
            Assessment now = after.Assess(message, afterScratch);
            if (now.IsAnomaly != then.IsAnomaly) changed.Add(new VerdictChange(template, then.Score, now.Score, now.IsAnomaly));
        }

        return new VerdictComparison(compared, older.Templates.Items.Count - compared, [.. changed.OrderByDescending(change => Math.Abs(change.NewScore - change.OldScore))]);
    }

    /// <summary>A message that masks to the template: a number for each variable part.</summary>
    private static byte[] Message(Template template) =>
        System.Text.Encoding.UTF8.GetBytes(template.Text.Replace(Template.Wildcard, "0", StringComparison.Ordinal));
}

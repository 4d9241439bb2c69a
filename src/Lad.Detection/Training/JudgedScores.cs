using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>What a model says of judged messages: of the message itself, and of the template that has the judged fingerprint.</summary>
internal sealed class JudgedScores
{
    private readonly Detector detector;
    private readonly DetectorScratch scratch = new();
    private readonly Dictionary<ulong, int> templates = [];

    /// <summary>Makes a model ready to be asked.</summary>
    public JudgedScores(DetectionModel model)
    {
        detector = new Detector(model);
        for (int i = 0; i < model.Templates.Items.Count; i++) templates[model.Templates.Items[i].Fingerprint] = i;
        Threshold = Math.Max(model.Threshold.Value, model.Threshold.Floor);
    }

    /// <summary>A score above this is an anomaly.</summary>
    public double Threshold { get; }

    /// <summary>The templates that a judgement is about: one or two, or none.</summary>
    public IEnumerable<int> Templates(JudgedMessage judged)
    {
        if (templates.TryGetValue(judged.Fingerprint, out int named)) yield return named;
        if (judged.Message.Length > 0 && Assess(judged).Template is >= 0 and int matched) yield return matched;
    }

    /// <summary>The highest score of what a judgement is about, 0 to 1. Of a message that is not known and has no template here that is the score of a message without words.</summary>
    public double Highest(JudgedMessage judged)
    {
        double highest = judged.Message.Length > 0 || !templates.ContainsKey(judged.Fingerprint) ? Assess(judged).Score : 0;
        return templates.TryGetValue(judged.Fingerprint, out int template) ? Math.Max(highest, detector.ScoreOf(template)) : highest;
    }

    private Scoring.Assessment Assess(JudgedMessage judged) => detector.Assess(System.Text.Encoding.UTF8.GetBytes(judged.Message), scratch);
}

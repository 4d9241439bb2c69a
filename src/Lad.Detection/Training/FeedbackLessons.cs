using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>Feedback on its way through one training: what is held out and taught at its beginning, weight and report at its end.</summary>
internal sealed class FeedbackLessons
{
    private readonly TrainingFeedback feedback;
    private readonly HeldOutMessages heldOut;
    private readonly bool[] isTaught;
    private readonly long[] heldOutRecords;

    private FeedbackLessons(TrainingFeedback feedback, MaskingRules masking)
    {
        this.feedback = feedback;
        heldOut = new HeldOutMessages(feedback, masking);
        isTaught = new bool[feedback.FalsePositives.Count];
        heldOutRecords = new long[feedback.TruePositives.Count];
    }

    /// <summary>Sorts the records of a set out.</summary>
    /// <exception cref="ArgumentException">There are more judgements than training takes notice of.</exception>
    public static (FeedbackLessons Lessons, TrainingRecords Records) Begin(TrainingSet set, TrainingFeedback feedback)
    {
        if (Math.Max(feedback.FalsePositives.Count, feedback.TruePositives.Count) > TrainingFeedback.MaxJudgements)
            throw new ArgumentException($"Training takes notice of {TrainingFeedback.MaxJudgements} judgements of a kind, got {feedback.FalsePositives.Count} and {feedback.TruePositives.Count}.", nameof(feedback));
        var lessons = new FeedbackLessons(feedback, set.Options.Masking);
        var holders = new int[set.Inventory.Messages.Count];
        for (int i = 0; i < holders.Length; i++)
        {
            holders[i] = lessons.heldOut.Find(set.Inventory.Messages[i]);
            if (holders[i] >= 0) lessons.heldOutRecords[holders[i]] += set.Inventory.Counts[i];
        }

        return (lessons, TrainingRecords.Of(set, holders, lessons.Taught(set.Options.Masking)));
    }

    /// <summary>A model to continue from, without what is held out and without weight that was given before: it is worked out anew.</summary>
    public DetectionModel Without(DetectionModel previous)
    {
        DetectionModel seen = FeedbackWeights.Remove(previous);
        return feedback.TruePositives.Count == 0 ? seen : seen with { Templates = new TemplateSet([.. seen.Templates.Items.Where(template => !heldOut.Holds(template))]) };
    }

    /// <summary>Gives weight to what is normal, and reports.</summary>
    public DetectionModel End(DetectionModel model)
    {
        if (feedback.IsEmpty) return model;
        var before = feedback.Current is { } current ? new JudgedScores(current) : null;
        var learned = new JudgedScores(model);
        HashSet<int> templates = [.. feedback.FalsePositives.Where((_, i) => isTaught[i]).SelectMany(learned.Templates)];
        (DetectionModel weighted, IReadOnlyList<TemplateWeight> weights) = FeedbackWeights.Add(model, templates);
        var after = new JudgedScores(weighted);
        var report = new LearnedFeedback
        {
            ThresholdBefore = before?.Threshold,
            Threshold = after.Threshold,
            FalsePositives = [.. feedback.FalsePositives.Select(judged => new FalsePositiveOutcome(judged.Fingerprint, before?.Highest(judged), after.Highest(judged)))],
            TruePositives = [.. feedback.TruePositives.Select((judged, i) => new TruePositiveOutcome(judged.Fingerprint, heldOutRecords[i], before?.Highest(judged), after.Highest(judged)))],
            Weights = weights,
        };
        return weighted with { Metadata = weighted.Metadata with { Feedback = report } };
    }

    private List<MaskedMessage> Taught(MaskingRules masking)
    {
        var scanner = new MessageScanner(masking);
        var buffer = new TokenBuffer();
        var taught = new List<MaskedMessage>();
        for (int i = 0; i < isTaught.Length; i++)
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes(feedback.FalsePositives[i].Message);
            scanner.Scan(text, buffer);
            MaskedMessage message = MaskedMessage.Of(text, buffer);
            isTaught[i] = heldOut.Find(message) < 0;
            if (isTaught[i] && message.Tokens.Count > 0) taught.Add(message);
        }

        return taught;
    }
}

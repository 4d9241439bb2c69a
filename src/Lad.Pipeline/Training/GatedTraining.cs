using Lad.Detection;
using Lad.Detection.Training;

namespace Lad.Pipeline.Training;

/// <summary>Learns a model from a sample, of which a part is held back, and asks the gate whether it may take the place of the current one.</summary>
/// <param name="options">How it is learned.</param>
/// <param name="rules">What it must keep to.</param>
/// <param name="holdBack">Share of the sample that judges and is never learned from, above 0 and below 1.</param>
public sealed class GatedTraining(TrainingOptions options, PublishingRules rules, double holdBack)
{
    /// <summary>Learns and decides; publishes nothing.</summary>
    /// <param name="messages">The sample, in the order in which it came.</param>
    /// <param name="identity">What the model to be is called; see <see cref="After"/>.</param>
    /// <param name="current">The model in force, to compare with; <see langword="null"/> when there is none.</param>
    /// <param name="continues">Whether learning goes on from <paramref name="current"/> instead of from scratch.</param>
    /// <param name="feedback">What people said of anomalies; nothing when <see langword="null"/>. What they called anomalies indeed judges no model either.</param>
    /// <param name="progress">Told of each phase.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public TrainingOutcome Learn(IReadOnlyList<SampledMessage> messages, ModelIdentity identity, DetectionModel? current, bool continues, TrainingFeedback? feedback = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        feedback = (feedback ?? TrainingFeedback.None) with { Current = current };
        var heldOut = new HeldOutMessages(feedback, options.Masking);
        var set = new TrainingSet(options);
        var heldBack = new List<SampledMessage>();
        long learned = 0;
        foreach (SampledMessage message in messages)
        {
            set.Span(message.EventTicks);
            bool isAnomaly = heldOut.Holds(message.Text);
            if (!message.IsHeldBack(holdBack))
            {
                set.Add(message.Text, message.EventTicks);
                learned += isAnomaly ? 0 : 1;
            }
            else if (!isAnomaly)
            {
                heldBack.Add(message);
            }
        }
        if (learned < rules.MinRecords && !options.Force || learned == 0)
            return new TrainingOutcome(null, new GateDecision([new GateCriterion("records", false, FormattableString.Invariant($"{learned:N0} records to learn from, {Math.Max(rules.MinRecords, 1):N0} needed"))]), learned, heldBack.Count);
        try
        {
            DetectionModel model = ModelTrainer.Train(set, identity, continues ? current : null, feedback, progress, cancellation);
            progress?.Report(new TrainingProgress("asking the gate", 1));
            GateDecision decision = PublishingGate.Decide(
                rules, learned, ModelEvaluation.Of(model, heldBack, cancellation), current is null ? null : ModelEvaluation.Of(current, heldBack, cancellation));
            return new TrainingOutcome(model with { Metadata = model.Metadata with { Gate = decision.Results } }, decision, learned, heldBack.Count);
        }
        catch (UnmodellableStreamException refusal)
        {
            return new TrainingOutcome(null, PublishingGate.Unmodellable(refusal.Message), learned, heldBack.Count);
        }
    }

    /// <summary>
    /// The time that a model carries which takes the place of <paramref name="current"/>: now, but at least a second later. Versions are named to the second and sorted by
    /// name, and the newer of two must come second.
    /// </summary>
    public static DateTimeOffset After(DetectionModel? current, DateTimeOffset now)
    {
        if (current is null) return now;
        DateTimeOffset next = current.Metadata.CreatedAt.AddSeconds(1);
        return next > now ? next : now;
    }
}

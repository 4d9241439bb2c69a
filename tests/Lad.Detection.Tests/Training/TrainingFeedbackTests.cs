using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Snapshots;
using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Training;

public sealed class TrainingFeedbackTests
{
    private const string Rare = "cache warmed from replica";
    private const string Novel = "quorum lost on shard seven, replica dropped";

    private static readonly IReadOnlyList<string> Lines = [.. ShopLog.Lines(3000)];

    [Fact]
    public void A_rare_template_that_is_called_normal_is_no_anomaly_in_the_next_model()
    {
        Assert.True(Assess(ShopLog.Model, Rare).IsAnomaly);
        DetectionModel learned = Learn(False(ShopLog.Model, Rare));
        Assert.False(Assess(learned, Rare).IsAnomaly);
        LearnedFeedback feedback = learned.Metadata.Feedback!;
        FalsePositiveOutcome outcome = Assert.Single(feedback.FalsePositives);
        Assert.Equal((Assess(ShopLog.Model, Rare).Fingerprint, Assess(ShopLog.Model, Rare).Score, Assess(learned, Rare).Score), (outcome.Fingerprint, outcome.ScoreBefore, outcome.Score));
        Assert.Equal((ShopLog.Model.Threshold.Value, learned.Threshold.Value, 1), (feedback.ThresholdBefore, feedback.Threshold, feedback.Below));
    }

    [Fact]
    public void A_message_that_training_never_saw_becomes_a_known_template_with_known_words()
    {
        DetectionModel learned = Learn(False(ShopLog.Model, Novel));
        Assert.True(Assess(learned, Novel).Template >= 0);
        Assert.False(Assess(learned, Novel).IsAnomaly);
        Assert.Contains("quorum", learned.Words.Words);
        Assert.Equal(3000, learned.Metadata.TrainingRecords);
        Assert.Equal(ShopLog.Model.Metadata.Training.DistinctMessages, learned.Metadata.Training.DistinctMessages);
    }

    [Fact]
    public void Everything_else_scores_as_it_did()
    {
        DetectionModel learned = Learn(False(ShopLog.Model, Rare));
        Assert.Equal(ShopLog.Model.Threshold, learned.Threshold);
        Assert.Equal(ShopLog.Model.Calibration.Levels, learned.Calibration.Levels);
        foreach (Template template in ShopLog.Model.Templates.Items.Where(static template => template.Text != Rare))
            Assert.Equal(template, learned.Templates.Items.Single(other => other.Fingerprint == template.Fingerprint) with { Tokens = template.Tokens });
        Assert.All(Lines.Where(static line => line != Rare).Distinct().Take(500), line => Assert.Equal(Assess(ShopLog.Model, line).Score, Assess(learned, line).Score));
        Assert.True(learned.Metadata.Training.HeldBackAlarmRate < ShopLog.Model.Metadata.Training.HeldBackAlarmRate);
    }

    [Fact]
    public void No_episode_fewer_would_do()
    {
        DetectionModel learned = Learn(False(ShopLog.Model, Rare));
        TemplateWeight weight = Assert.Single(learned.Metadata.Feedback!.Weights);
        Assert.True(Assess(learned, Rare).Score <= FeedbackWeights.Wanted(learned.Threshold.Value));
        DetectionModel less = learned with
        {
            Templates = new TemplateSet([.. learned.Templates.Items.Select(template => template.Fingerprint == weight.Template ? template with { Count = template.Count - 1, Episodes = template.Episodes - 1 } : template)]),
        };
        Assert.True(Assess(less, Rare).Score > FeedbackWeights.Wanted(learned.Threshold.Value));
    }

    [Fact]
    public void What_is_normal_already_needs_no_weight()
    {
        DetectionModel learned = Learn(False(ShopLog.Model, "order 17 paid by customer 4"));
        Assert.Empty(learned.Metadata.Feedback!.Weights);
        Assert.Equal(1, learned.Metadata.Feedback.Below);
    }

    [Fact]
    public void Learning_with_feedback_gives_the_same_model_bit_for_bit_and_without_any_the_one_without()
    {
        TrainingFeedback feedback = False(ShopLog.Model, Rare, Novel) with { TruePositives = [Judge(ShopLog.Model, "rotating access log files")] };
        Assert.Equal(SnapshotWriter.Write(Learn(feedback)), SnapshotWriter.Write(Learn(feedback)));
        Assert.Equal(SnapshotWriter.Write(ShopLog.Model), SnapshotWriter.Write(Learn(TrainingFeedback.None with { Current = ShopLog.Model })));
    }

    [Fact]
    public void Records_of_a_true_positive_are_not_learned_from_whatever_their_variable_parts()
    {
        string[] attack = [.. Enumerable.Range(0, 60).Select(static i => $"login of user{i} from 10.0.0.{i} refused by policy {(i % 2 == 0 ? "alpha" : "beta")}")];
        DetectionModel fooled = ShopLog.Train([.. Lines, .. attack]);
        TrainingFeedback feedback = new() { TruePositives = [Judge(fooled, attack[0])], Current = fooled };
        DetectionModel learned = Learn(feedback, [.. Lines, .. attack]);

        // Two templates, by policy: that of the judged message goes, the other stays.
        Assert.Equal((3030, 30), (learned.Metadata.TrainingRecords, Assert.Single(learned.Metadata.Feedback!.TruePositives).HeldOut));
        Assert.True(Assess(learned, attack[0]).IsAnomaly);
        Assert.True(Assess(learned, attack[1]).Template >= 0);
        var held = new HeldOutMessages(feedback, new TrainingOptions().Masking);
        Assert.True(held.Holds(ShopLog.Utf8(attack[2])));
        Assert.False(held.Holds(ShopLog.Utf8(attack[1])));
    }

    [Fact]
    public void Held_out_records_leave_no_trace()
    {
        const string Odd = "session store flushed by operator";
        string[] mixed = [.. Lines.SelectMany((line, i) => i % 50 == 0 ? new[] { line, Odd } : [line])];
        DetectionModel learned = Learn(new TrainingFeedback { TruePositives = [new JudgedMessage(7, Odd)] }, mixed);
        Assert.Equal(ShopLog.Model.Templates.Items.Select(static template => (template.Text, template.Count, template.Episodes)), learned.Templates.Items.Select(static template => (template.Text, template.Count, template.Episodes)));
        Assert.Equal(ShopLog.Model.Words.Words, learned.Words.Words);
        Assert.Equal(60, learned.Metadata.Feedback!.TruePositives[0].HeldOut);
    }

    [Fact]
    public void A_message_that_is_said_to_be_both_is_held_out()
    {
        DetectionModel learned = Learn(False(ShopLog.Model, Rare) with { TruePositives = [Judge(ShopLog.Model, Rare)] });
        Assert.True(Assess(learned, Rare).IsAnomaly);
        Assert.Equal((0, 3), (learned.Metadata.Feedback!.Below, learned.Metadata.Feedback.TruePositives[0].HeldOut));
    }

    [Fact]
    public void Continuing_gives_weight_once_and_takes_it_back_when_nobody_says_so_any_more()
    {
        DetectionModel first = Learn(False(ShopLog.Model, Rare, Novel));
        DetectionModel second = Continue(first, False(first, Rare, Novel));
        Assert.False(Assess(second, Rare).IsAnomaly);
        Assert.False(Assess(second, Novel).IsAnomaly);
        Assert.Equal(2, second.Metadata.Feedback!.Below);
        Template rare = second.Templates.Items.Single(static template => template.Text == Rare);
        Assert.Equal(6 + second.Metadata.Feedback.Weights.Single(weight => weight.Template == rare.Fingerprint).Episodes, rare.Count);

        DetectionModel third = Continue(second, TrainingFeedback.None);
        Assert.Equal(9, third.Templates.Items.Single(static template => template.Text == Rare).Count);
        Assert.True(Assess(third, Novel).IsAnomaly);
        Assert.Null(third.Metadata.Feedback);
    }

    [Fact]
    public void Continuing_forgets_a_template_that_is_a_true_positive()
    {
        DetectionModel learned = Continue(ShopLog.Model, new TrainingFeedback { TruePositives = [Judge(ShopLog.Model, "session 31 renewed for user 2")] });
        Assert.True(Assess(learned, "session 31 renewed for user 2").IsAnomaly);
        Assert.False(Assess(learned, "order 17 paid by customer 4").IsAnomaly);
    }

    [Fact]
    public void A_judgement_without_a_message_is_about_the_template_of_its_fingerprint()
    {
        DetectionModel learned = Learn(new TrainingFeedback { FalsePositives = [Judge(ShopLog.Model, Rare) with { Message = "" }, new JudgedMessage(12345, "")], Current = ShopLog.Model });
        Assert.False(Assess(learned, Rare).IsAnomaly);
        Assert.Equal(1, learned.Metadata.Feedback!.Below);
    }

    [Fact]
    public void Any_message_that_has_a_word_can_be_learned_as_normal() => Prop.ForAll(
        Arb.From(Gen.NonEmptyListOf(Gen.Elements("panic", "fatal", "quorum", "shard", "order", "paid", "by", "customer", "error:", "served", "in", "42", "cache"))),
        words =>
        {
            DetectionModel learned = Learn(new TrainingFeedback { FalsePositives = [new JudgedMessage(1, string.Join(' ', words) + " x"), new JudgedMessage(2, Rare)] }, Lines.Take(1000));
            Assert.Equal(2, learned.Metadata.Feedback!.Below);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void More_judgements_than_can_be_kept_are_refused() =>
        Assert.Throws<ArgumentException>(() => Learn(new TrainingFeedback { FalsePositives = [.. Enumerable.Repeat(new JudgedMessage(1, "x"), TrainingFeedback.MaxJudgements + 1)] }));

    private static DetectionModel Learn(TrainingFeedback feedback, IEnumerable<string>? lines = null) =>
        ModelTrainer.Train(ShopLog.Set(lines ?? Lines), new ModelIdentity("shop", DateTimeOffset.UnixEpoch, "test"), feedback: feedback);

    private static DetectionModel Continue(DetectionModel previous, TrainingFeedback feedback) =>
        ModelTrainer.Train(ShopLog.Set(Lines), new ModelIdentity("shop", DateTimeOffset.UnixEpoch, "test"), previous, feedback);

    private static TrainingFeedback False(DetectionModel model, params string[] messages) => new() { FalsePositives = [.. messages.Select(message => Judge(model, message))], Current = model };

    private static JudgedMessage Judge(DetectionModel model, string message) => new(Assess(model, message).Fingerprint, message);

    private static Lad.Detection.Scoring.Assessment Assess(DetectionModel model, string message) => new Detector(model).Assess(ShopLog.Utf8(message), new DetectorScratch());
}

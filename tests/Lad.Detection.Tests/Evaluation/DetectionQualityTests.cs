using Lad.Detection.Evaluation;
using Lad.Detection.Scoring;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Evaluation;

/// <summary>How well the default settings do on real logs; the bounds lie a little below what was measured.</summary>
public sealed class DetectionQualityTests
{
    private const int Seeds = 5;

    [DataFact]
    public void Alerts_of_kinds_never_seen_rank_above_new_normal_lines()
    {
        (double auc, double precision, _) = Mean(LabelledLog.Lines("BGL"), new EvaluationOptions { TrainFirst = .5, TrainOn = TrainOn.Normal });
        Assert.True(auc > .95 && precision > .40, $"AUC {auc:F3}, AP {precision:F3}");
    }

    [DataFact]
    public void Without_a_word_list_new_kinds_of_alerts_still_rank_above_most()
    {
        (double auc, _, _) = Mean(LabelledLog.Lines("BGL"), new EvaluationOptions { TrainFirst = .5, TrainOn = TrainOn.Normal }, new ScoringRules { SeverityWeight = 0 });
        Assert.True(auc > .83, $"AUC {auc:F3}");
    }

    [DataFact]
    public void Bursts_of_alerts_are_found_without_labels()
    {
        (double auc, double precision, _) = Mean(LabelledLog.Lines("BGL"), new EvaluationOptions());
        Assert.True(auc > .91 && precision > .45, $"AUC {auc:F3}, AP {precision:F3}");
    }

    [DataFact]
    public void Blocks_that_went_wrong_are_found_by_their_largest_line()
    {
        (double auc, double precision, _) = Mean(LabelledLog.Blocks(), new EvaluationOptions { TrainFirst = .5 });
        Assert.True(auc > .87 && precision > .76, $"AUC {auc:F3}, AP {precision:F3}");
    }

    [DataFact]
    public void One_percent_of_false_alarms_is_about_what_one_gets()
    {
        string[] systems = ["Apache", "BGL", "HDFS", "HealthApp", "Linux", "OpenSSH", "OpenStack", "Windows"];
        double mean = systems.Average(static system =>
        {
            EvaluationCase all = LabelledLog.Lines(system);
            ReadOnlyMemory<byte>[] normal = [.. all.Messages.Where((_, i) => !all.LineLabels![i])];
            return Mean(new EvaluationCase { Messages = normal, LineLabels = new bool[normal.Length] }, new EvaluationOptions { TrainFirst = .5, Split = EvaluationSplit.Random }).FalseAlarmRate;
        });
        Assert.InRange(mean, .006, .014);
    }

    [DataTheory]
    [InlineData("BGL")]
    [InlineData("HDFS")]
    public void Five_false_alarms_that_are_marked_are_learned_and_what_is_found_elsewhere_is_found_still(string system)
    {
        var trial = FeedbackTrial.Of(system == "BGL" ? LabelledLog.Lines("BGL") : LabelledLog.Blocks(), seed: 3);
        IReadOnlyList<JudgedMessage> marked = [.. trial.FalseAlarms().Take(5)];
        FeedbackTrialResult result = trial.Run(marked);
        Assert.Equal((5, 5), (marked.Count, result.Feedback.Below));
        Assert.True(result.Precision > result.PrecisionBefore - .01, $"AP {result.PrecisionBefore:F4} before, {result.Precision:F4} after");
    }

    private static (double Auc, double Precision, double FalseAlarmRate) Mean(EvaluationCase records, EvaluationOptions options, ScoringRules? rules = null)
    {
        EvaluationReport[] reports = [.. Enumerable.Range(1, Seeds).Select(seed => EvaluationProtocol.Run(records, options, new TrainingOptions { Seed = (ulong)seed, Scoring = rules ?? new ScoringRules() }))];
        return (reports.Average(static report => report.RocAuc ?? 0), reports.Average(static report => report.AveragePrecision ?? 0), reports.Average(static report => report.AtThreshold.FalseAlarmRate));
    }
}

using Lad.Detection.Evaluation;
using Lad.Detection.Scoring;
using Lad.Detection.Thresholds;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Evaluation;

/// <summary>
/// Half of a labelled log is learned; of the anomalies that the model finds in three quarters of the log, the labels call some normal: five of them, of different templates, are
/// marked as false positives, and the model is learned anew. Both models are judged on the last quarter, where neither the marked templates nor their messages count.
/// </summary>
internal sealed class FeedbackTrial
{
    private readonly EvaluationCase log;
    private readonly TrainingOptions options;
    private readonly Lazy<DetectionModel> beforeOnSeen;
    private readonly bool[] isLearned;
    private readonly bool[] isSeen;

    private FeedbackTrial(EvaluationCase log, ulong seed, double falseAlarmRate)
    {
        this.log = log;
        options = new TrainingOptions { Seed = seed, Threshold = new QuantilePolicy { FalseAlarmRate = falseAlarmRate } };
        int units = log.Sessions?.Ids.Count ?? log.Messages.Count;
        int[] order = [.. Enumerable.Range(0, units)];
        new Random((int)seed).Shuffle(order);
        var place = new int[units];
        for (int i = 0; i < units; i++) place[order[i]] = i;
        isLearned = [.. Enumerable.Range(0, log.Messages.Count).Select(line => All(line, unit => place[unit] < units / 2))];
        isSeen = [.. Enumerable.Range(0, log.Messages.Count).Select(line => All(line, unit => place[unit] < units * 3 / 4))];
        Before = Learn(isLearned, null);
        beforeOnSeen = new Lazy<DetectionModel>(() => Learn(isSeen, null));
    }

    /// <summary>The model without feedback.</summary>
    public DetectionModel Before { get; }

    /// <summary>Learns half of a log.</summary>
    public static FeedbackTrial Of(EvaluationCase log, ulong seed, double falseAlarmRate = 0.01) => new(log, seed, falseAlarmRate);

    /// <summary>False alarms among the lines that were seen, one for each template, the highest score first.</summary>
    public IReadOnlyList<JudgedMessage> FalseAlarms()
    {
        var detector = new Detector(Before);
        var scratch = new DetectorScratch();
        var found = new Dictionary<ulong, (double Score, JudgedMessage Judged)>();
        for (int line = 0; line < log.Messages.Count; line++)
        {
            if (!isSeen[line] || IsAnomalous(line)) continue;
            Assessment assessment = detector.Assess(log.Messages[line].Span, scratch);
            if (assessment.IsAnomaly) found.TryAdd(assessment.Fingerprint, (assessment.Score, new JudgedMessage(assessment.Fingerprint, System.Text.Encoding.UTF8.GetString(log.Messages[line].Span))));
        }

        return [.. found.Values.OrderByDescending(static one => one.Score).ThenBy(static one => one.Judged.Fingerprint).Select(static one => one.Judged)];
    }

    /// <summary>Learns with feedback, and compares with the same without.</summary>
    /// <param name="falsePositives">What is marked.</param>
    /// <param name="withSeen">Whether the quarter that was looked at is learned from too, or the same half again.</param>
    public FeedbackTrialResult Run(IReadOnlyList<JudgedMessage> falsePositives, bool withSeen = false)
    {
        DetectionModel without = withSeen ? beforeOnSeen.Value : Before;
        DetectionModel with = Learn(withSeen ? isSeen : isLearned, new TrainingFeedback { FalsePositives = falsePositives, Current = Before });
        bool[] elsewhere = Elsewhere([.. falsePositives.Select(static judged => judged.Fingerprint)]), everywhere = Elsewhere([]);
        return new FeedbackTrialResult(with, Precision(without, elsewhere), Precision(with, elsewhere), Precision(without, everywhere), Precision(with, everywhere), Alarms(without, everywhere), Alarms(with, everywhere));
    }

    private DetectionModel Learn(bool[] lines, TrainingFeedback? feedback)
    {
        var set = new TrainingSet(options);
        for (int line = 0; line < log.Messages.Count; line++)
            if (lines[line]) set.Add(log.Messages[line].Span, 0);
        return ModelTrainer.Train(set, new ModelIdentity("trial", DateTimeOffset.UnixEpoch, ""), feedback: feedback);
    }

    // What the model before takes for a marked template does not count for either.
    private bool[] Elsewhere(HashSet<ulong> marked)
    {
        var detector = new Detector(Before);
        var scratch = new DetectorScratch();
        return [.. Enumerable.Range(0, log.Messages.Count).Select(line => !isSeen[line] && !marked.Contains(detector.Assess(log.Messages[line].Span, scratch).Fingerprint))];
    }

    private double Precision(DetectionModel model, bool[] counts)
    {
        double[] scores = Scores(model, counts);
        int[] lines = [.. Enumerable.Range(0, scores.Length).Where(line => counts[line])];
        if (log.Sessions is not { } sessions) return RankingMetrics.AveragePrecision([.. lines.Select(line => scores[line])], [.. lines.Select(IsAnomalous)]);
        double[] largest = sessions.Largest(scores);
        int[] judged = [.. lines.SelectMany(line => sessions.Of(line).ToArray()).Distinct().Order()];
        return RankingMetrics.AveragePrecision([.. judged.Select(session => largest[session])], [.. judged.Select(session => sessions.Labels[session])]);
    }

    private double Alarms(DetectionModel model, bool[] counts)
    {
        double limit = Math.Max(model.Threshold.Value, model.Threshold.Floor);
        double[] scores = Scores(model, counts);
        int[] normal = [.. Enumerable.Range(0, scores.Length).Where(line => counts[line] && !IsAnomalous(line))];
        return normal.Count(line => scores[line] > limit) / (double)normal.Length;
    }

    private double[] Scores(DetectionModel model, bool[] counts)
    {
        var detector = new Detector(model);
        var scratch = new DetectorScratch();
        return [.. Enumerable.Range(0, log.Messages.Count).Select(line => counts[line] ? detector.Assess(log.Messages[line].Span, scratch).Score : 0)];
    }

    private bool IsAnomalous(int line) => log.Sessions is { } sessions ? Any(sessions, line) : log.LineLabels![line];

    private static bool Any(SessionSet sessions, int line)
    {
        foreach (int session in sessions.Of(line))
            if (sessions.Labels[session]) return true;
        return false;
    }

    private bool All(int line, Func<int, bool> holds)
    {
        if (log.Sessions is not { } sessions) return holds(line);
        foreach (int session in sessions.Of(line))
            if (!holds(session)) return false;
        return true;
    }
}

/// <summary>What came of marking false positives.</summary>
/// <param name="Model">The model that learned them.</param>
/// <param name="PrecisionBefore">Average precision elsewhere without feedback.</param>
/// <param name="Precision">Average precision elsewhere with it.</param>
/// <param name="AllBefore">Average precision where the marked templates count too, without feedback.</param>
/// <param name="All">The same with it.</param>
/// <param name="AlarmsBefore">Share of all normal lines that are anomalies without feedback.</param>
/// <param name="Alarms">The same with it.</param>
internal sealed record FeedbackTrialResult(DetectionModel Model, double PrecisionBefore, double Precision, double AllBefore, double All, double AlarmsBefore, double Alarms)
{
    public LearnedFeedback Feedback => Model.Metadata.Feedback!;
}

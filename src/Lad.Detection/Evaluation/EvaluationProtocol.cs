using Lad.Detection.Training;

namespace Lad.Detection.Evaluation;

/// <summary>Splits labelled records, trains on one part, scores the other and judges the scores.</summary>
public static class EvaluationProtocol
{
    /// <summary>Trains and judges.</summary>
    /// <param name="records">The records with their labels.</param>
    /// <param name="options">What is trained on and what is scored.</param>
    /// <param name="training">How the model is learned; its seed also draws a random split.</param>
    /// <param name="progress">Told of training's phases.</param>
    /// <param name="cancellation">Stops training between steps.</param>
    /// <exception cref="ArgumentException">The case or the options are faulty, or nothing is left to train on or to score; lists all faults.</exception>
    /// <exception cref="UnmodellableStreamException">Almost every record is a new template.</exception>
    public static EvaluationReport Run(EvaluationCase records, EvaluationOptions options, TrainingOptions training, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        EvaluationPartition partition = EvaluationPartition.Of(records, options, training.Seed);
        var set = new TrainingSet(training);
        foreach (int line in partition.TrainingLines)
            set.Add(records.Messages[line].Span, records.EventTimeTicks?[line] ?? 0);
        var identity = new ModelIdentity("evaluation", DateTimeOffset.UnixEpoch, "");
        DetectionModel model = ModelTrainer.Train(set, identity, progress: progress, cancellation: cancellation);
        return Judge(records, partition, model, set.Count);
    }

    /// <summary>Judges a model that exists; all records are scored.</summary>
    /// <exception cref="ArgumentException">The case is faulty; lists all faults.</exception>
    public static EvaluationReport Judge(EvaluationCase records, DetectionModel model) =>
        Judge(records, EvaluationPartition.Of(records, new EvaluationOptions(), 0), model, model.Metadata.TrainingRecords);

    private static EvaluationReport Judge(EvaluationCase records, EvaluationPartition partition, DetectionModel model, long trainingRecords)
    {
        double[] scores = Score(records, partition.ScoredLines, model);
        double threshold = Math.Max(model.Threshold.Value, model.Threshold.Floor);
        if (records.Sessions is not { } sessions)
        {
            bool[] labels = [.. partition.ScoredLines.Select(line => records.LineLabels![line])];
            return EvaluationReport.Of("line", scores, labels, threshold, trainingRecords, scores.Length);
        }

        var lineScores = new double[records.Messages.Count];
        for (int i = 0; i < scores.Length; i++)
            lineScores[partition.ScoredLines[i]] = scores[i];
        double[] largest = sessions.Largest(lineScores);
        double[] sessionScores = [.. partition.ScoredSessions.Select(session => largest[session])];
        bool[] sessionLabels = [.. partition.ScoredSessions.Select(session => sessions.Labels[session])];
        return EvaluationReport.Of("session", sessionScores, sessionLabels, threshold, trainingRecords, scores.Length);
    }

    private static double[] Score(EvaluationCase records, IReadOnlyList<int> lines, DetectionModel model)
    {
        var detector = new Detector(model);
        var scratch = new DetectorScratch();
        var scores = new double[lines.Count];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = detector.Assess(records.Messages[lines[i]].Span, scratch).Score;
        return scores;
    }
}

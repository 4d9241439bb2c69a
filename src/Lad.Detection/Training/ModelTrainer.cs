using System.Globalization;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>Learns a model from a training set. With one thread the same set, seed and identity give the same model, bit for bit.</summary>
public static class ModelTrainer
{
    private const long MinRecordsToRefuse = 500;
    private const double MaxNewTemplateRate = 0.5;

    /// <summary>Learns a model.</summary>
    /// <param name="set">What was read.</param>
    /// <param name="identity">Name and time of the model to be; the version is derived from both and the content.</param>
    /// <param name="previous">The model to continue from; its words keep their place, its templates and their counts stay.</param>
    /// <param name="feedback">What people said of anomalies; nothing when <see langword="null"/>. What became of it is in the model's metadata.</param>
    /// <param name="progress">Told of each phase.</param>
    /// <param name="cancellation">Stops training between steps.</param>
    /// <exception cref="ArgumentException">The set is empty, or the model to continue from has word vectors of another length.</exception>
    /// <exception cref="UnmodellableStreamException">Almost every record is a new template, and the options do not force it; or feedback holds all records out.</exception>
    public static DetectionModel Train(TrainingSet set, ModelIdentity identity, DetectionModel? previous = null, TrainingFeedback? feedback = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (set.Count == 0)
            throw new ArgumentException("There is no record to learn from.", nameof(set));
        TrainingOptions options = set.Options;
        feedback ??= TrainingFeedback.None;
        (FeedbackLessons lessons, TrainingRecords records) = FeedbackLessons.Begin(set, feedback with { Current = feedback.Current ?? previous });
        if (records.Count == 0)
            throw new UnmodellableStreamException(string.Create(CultureInfo.InvariantCulture, $"The stream cannot be modelled: all of its {set.Count:N0} records were called anomalies indeed, and such are not learned from. Retract what is too general."));
        Report("mining templates", 0);
        MinedTemplates mined = TemplateMiner.Mine(records.Messages, [.. records.Counts.Zip(records.Lessons, static (count, lesson) => count + lesson)], options.Mining, cancellation);
        TemplateStatistics statistics = TemplateStatistics.Of(records, mined.Assignment, mined.Templates.Items.Count);
        RefuseUnmodellable(records, statistics);

        Report("learning words", 0.3);
        WordVectors words = Word2VecTrainer.Train(Corpus(mined, statistics), options.Words with { Seed = options.Seed, Threads = options.Threads }, previous?.Words, new PartOfProgress(progress, "learning words", 0.3, 0.6), cancellation);
        var encoder = new MessageEncoder(words);

        Report("fitting the map", 0.6);
        SelfOrganizingMapTraining map = FitMap(mined, statistics, encoder, options.Map, cancellation);

        Report("calibrating", 0.9);
        var scores = new HeldBackScores(records, mined, statistics, encoder, map.Map);
        ScoreDistribution heldBack = scores.Sample();
        ScoreCalibration calibration = ScoreCalibration.Fit(heldBack);
        var model = new DetectionModel
        {
            Metadata = new ModelMetadata
            {
                Name = identity.Name,
                Version = "",
                Parent = previous?.Metadata.Version,
                CreatedAt = identity.CreatedAt,
                Source = identity.Source,
                Seed = options.Seed,
                TrainingRecords = records.Count,
                HeldBackRecords = records.HeldBackCount,
                From = Instant(set.EarliestTicks),
                To = Instant(set.LatestTicks),
                Training = new TrainingReport
                {
                    DistinctMessages = records.Counts.Count(static count => count > 0),
                    OverflowRecords = records.Overflow,
                    QuantizationError = map.QuantizationError,
                    TopographicError = map.TopographicError,
                    NewTemplateRate = scores.NewTemplates / records.Count,
                },
            },
            Masking = options.Masking,
            Templates = WithStatistics(mined.Templates, statistics),
            Words = words,
            Map = map.Map,
            Scoring = options.Scoring,
            Calibration = calibration,
            Threshold = options.Threshold.Set(heldBack, calibration, options.Floor),
        };
        if (previous is not null)
            model = ModelUpdate.Join(lessons.Without(previous), model);
        model = lessons.End(model);
        if (model.Metadata.Feedback is { Weights.Count: > 0 } learned)
            heldBack = scores.Sample(learned.Weights.Select(static weight => weight.Template).ToHashSet());
        model = model with { Metadata = model.Metadata with { Training = model.Metadata.Training with { HeldBackAlarmRate = AlarmRate(model, heldBack) } } };
        model = model with { Metadata = model.Metadata with { Version = ModelVersion.Of(model) } };
        Report("done", 1);
        return model;

        void Report(string phase, double fraction)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new TrainingProgress(phase, fraction));
        }
    }

    private static void RefuseUnmodellable(TrainingRecords records, TemplateStatistics statistics)
    {
        if (records.Options.Force || records.Count < MinRecordsToRefuse)
            return;
        long repeated = statistics.Counts.Where(static count => count > 1).Sum();
        double newRate = 1 - ((double)repeated / records.Count);
        if (newRate > MaxNewTemplateRate)
            throw new UnmodellableStreamException(string.Create(CultureInfo.InvariantCulture,
                $"The stream cannot be modelled: {newRate:P0} of {records.Count:N0} records have a template of their own, so almost every record would be an anomaly. Check that the message field is the right one, add mask patterns for its variable parts, or force training."));
    }

    private static WordCorpus Corpus(MinedTemplates mined, TemplateStatistics statistics)
    {
        var corpus = new WordCorpus();
        for (int i = 0; i < mined.Templates.Items.Count; i++)
            corpus.Add([.. mined.Templates.Items[i].Tokens.Where(static token => token != Template.Wildcard)], statistics.Counts[i] > 0 ? statistics.Counts[i] : statistics.Lessons[i]);
        return corpus;
    }

    /// <summary>Fits the map to the templates that records which are not held back have, and to those of lessons.</summary>
    private static SelfOrganizingMapTraining FitMap(MinedTemplates mined, TemplateStatistics statistics, MessageEncoder encoder, SelfOrganizingMapOptions options, CancellationToken cancellation)
    {
        int[] fitted = [.. Enumerable.Range(0, mined.Templates.Items.Count).Where(i => statistics.FitCounts[i] > 0 || statistics.Lessons[i] > 0)];
        var vectors = new float[Math.Max(fitted.Length, 1) * encoder.Dimension];
        var weights = new double[Math.Max(fitted.Length, 1)];
        weights[0] = 1;
        for (int i = 0; i < fitted.Length; i++)
        {
            encoder.Encode(mined.Templates.Items[fitted[i]].Tokens, vectors.AsSpan(i * encoder.Dimension, encoder.Dimension));
            weights[i] = 1 + Math.Log(Math.Max(statistics.FitCounts[fitted[i]], 1));
        }

        return SelfOrganizingMapTrainer.Train(vectors, encoder.Dimension, weights, options, cancellation);
    }

    private static TemplateSet WithStatistics(TemplateSet templates, TemplateStatistics statistics) =>
        new([.. templates.Items.Select((template, i) => template with { Count = statistics.Counts[i], Episodes = (int)Math.Min(statistics.Episodes[i], int.MaxValue) })]);

    private static double AlarmRate(DetectionModel model, ScoreDistribution heldBack)
    {
        double limit = Math.Max(model.Threshold.Value, model.Threshold.Floor), alarms = 0;
        for (int i = 0; i < heldBack.Values.Length; i++)
            alarms += model.Calibration.Calibrate(heldBack.Values[i]) > limit ? heldBack.Counts.Span[i] : 0;
        return heldBack.Total == 0 ? 0 : alarms / heldBack.Total;
    }

    private static DateTimeOffset? Instant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}

/// <summary>What a model to be is called and when it was made.</summary>
/// <param name="Name">The model's name, e.g. <c>default</c>.</param>
/// <param name="CreatedAt">Now, from the caller's clock.</param>
/// <param name="Source">Where the records came from, as the user named it.</param>
public sealed record ModelIdentity(string Name, DateTimeOffset CreatedAt, string Source);

/// <summary>How far training is.</summary>
/// <param name="Phase">What is being done, e.g. <c>mining templates</c>.</param>
/// <param name="Fraction">Of the whole, 0 to 1.</param>
public readonly record struct TrainingProgress(string Phase, double Fraction);

/// <summary>The stream cannot be modelled: almost every record is a new template.</summary>
public sealed class UnmodellableStreamException(string message) : Exception(message);

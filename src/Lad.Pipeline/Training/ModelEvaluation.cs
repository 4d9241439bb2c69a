using Lad.Detection;
using Lad.Detection.Scoring;

namespace Lad.Pipeline.Training;

/// <summary>What a model says of records that it did not learn from.</summary>
public sealed record ModelEvaluation
{
    /// <summary>Records that it was asked about.</summary>
    public required long Records { get; init; }

    /// <summary>Of those, anomalies.</summary>
    public required long Anomalies { get; init; }

    /// <summary>Of those, the ones whose template it does not know.</summary>
    public required long Unknown { get; init; }

    /// <summary>Mean distance of their vectors to their best-matching units.</summary>
    public required double QuantizationError { get; init; }

    /// <summary>Share of anomalies that it was meant to find, or found among its own training records left out one by one, whichever is more; 0 to 1.</summary>
    public required double ExpectedRate { get; init; }

    /// <summary>Templates that it knows.</summary>
    public required int Templates { get; init; }

    /// <summary>Share of anomalies, 0 to 1.</summary>
    public double AnomalyRate => Share(Anomalies);

    /// <summary>Share of records whose template is unknown, 0 to 1.</summary>
    public double UnknownShare => Share(Unknown);

    /// <summary>Asks a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="messages">Messages that it did not learn from.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static ModelEvaluation Of(DetectionModel model, IEnumerable<SampledMessage> messages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(messages);
        var detector = new Detector(model);
        var scratch = new DetectorScratch();
        long records = 0, anomalies = 0, unknown = 0;
        double distance = 0;
        foreach (SampledMessage message in messages)
        {
            cancellation.ThrowIfCancellationRequested();
            Assessment assessment = detector.Assess(message.Text, scratch);
            records++;
            anomalies += assessment.IsAnomaly ? 1 : 0;
            unknown += assessment.Template < 0 ? 1 : 0;
            distance += assessment.Distance;
        }
        double wanted = model.Threshold.Policy is "quantile" or "pot" ? model.Threshold.Parameter : 0;
        return new ModelEvaluation
        {
            Records = records,
            Anomalies = anomalies,
            Unknown = unknown,
            QuantizationError = records == 0 ? 0 : distance / records,
            ExpectedRate = Math.Max(wanted, model.Metadata.Training.HeldBackAlarmRate),
            Templates = model.Templates.Items.Count,
        };
    }

    private double Share(long part) => Records == 0 ? 0 : (double)part / Records;
}

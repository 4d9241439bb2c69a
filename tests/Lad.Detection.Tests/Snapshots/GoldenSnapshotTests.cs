using Lad.Detection.Snapshots;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>
/// Snapshots that earlier programs wrote. The files in Golden are never written anew: a change of the format adds a version and a file.
/// </summary>
public sealed class GoldenSnapshotTests
{
    [Fact]
    public void A_snapshot_of_format_1_stays_readable()
    {
        DetectionModel model = SnapshotReader.Read(SnapshotFiles.Golden("format-1.hex"));
        Assert.Equal("shop", model.Metadata.Name);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 1, 13, 0, TimeSpan.Zero), model.Metadata.CreatedAt);
        Assert.Null(model.Metadata.To);
        Assert.Equal(0.25, model.Metadata.Training.QuantizationError);
        Assert.Equal(["order-[0-9]+"], model.Masking.UserPatterns);
        Assert.Equal(["köln", "<*>"], model.Templates.Items[1].Tokens);
        Assert.Equal(0xfedcba9876543210, model.Templates.Items[1].Fingerprint);
        Assert.Equal(["paid", "order", "köln"], model.Words.Words);
        Assert.Equal([0.5f, -0.25f, 1f, 0f, -1f, 0.125f], model.Words.Vectors.ToArray());
        Assert.Equal([7.5, 0], model.Map.Hits.ToArray());
        Assert.Equal(["fatal", "failed"], model.Scoring.SeverityWords);
        Assert.Equal([0.25, 0.5, 0.75], model.Calibration.Levels);
        Assert.Equal((0.995, 0.5), (model.Threshold.Value, model.Threshold.Floor));
        Assert.Empty(model.Metadata.Gate);
        Assert.Null(model.Metadata.Feedback);
    }

    [Fact]
    public void A_snapshot_of_format_1_that_reports_on_the_model_stays_readable()
    {
        ModelMetadata metadata = SnapshotReader.Read(SnapshotFiles.Golden("format-1-reported.hex")).Metadata;
        Assert.Equal("shop", metadata.Name);
        Assert.Equal([new GateResult("records", true, ""), new GateResult("anomaly rate", false, "anomaly rate 7.20 %, at most 5.00 % allowed")], metadata.Gate);
        Assert.Equal((0.99, 0.995), (metadata.Feedback!.ThresholdBefore, metadata.Feedback.Threshold));
        Assert.Equal([new FalsePositiveOutcome(0xfedcba9876543210, 0.999, 0.75), new FalsePositiveOutcome(7, null, 1)], metadata.Feedback.FalsePositives);
        Assert.Equal([new TruePositiveOutcome(9, 12, null, 0.9999)], metadata.Feedback.TruePositives);
        Assert.Equal([new TemplateWeight(0xfedcba9876543210, 8)], metadata.Feedback.Weights);
        Assert.Equal(1, metadata.Feedback.Below);
    }
}

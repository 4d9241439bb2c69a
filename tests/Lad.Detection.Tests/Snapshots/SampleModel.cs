using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>A model small enough to flip every bit of its snapshot.</summary>
internal static class SampleModel
{
    public static DetectionModel Small { get; } = new()
    {
        Metadata = new ModelMetadata
        {
            Name = "shop",
            Version = "20261121T011300Z-9f2c1a04",
            Parent = "20261120T011300Z-00000001",
            CreatedAt = new DateTimeOffset(2026, 11, 21, 1, 13, 0, TimeSpan.Zero),
            Source = "file:app.log",
            Seed = 42,
            TrainingRecords = 1000,
            HeldBackRecords = 200,
            From = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
            Training = new TrainingReport { DistinctMessages = 12, OverflowRecords = 3, QuantizationError = 0.25, TopographicError = 0.125, NewTemplateRate = 0.0625, HeldBackAlarmRate = 0.01 },
        },
        Masking = new MaskingRules { MaxMessageBytes = 4096, MaxTokens = 128, UserPatterns = ["order-[0-9]+"] },
        Templates = new TemplateSet(
        [
            new Template { Text = "order <*> paid", Tokens = ["order", "<*>", "paid"], Fingerprint = 0x0123456789abcdef, Count = 900, Episodes = 90 },
            new Template { Text = "köln: <*>", Tokens = ["köln", "<*>"], Fingerprint = 0xfedcba9876543210, Count = 100, Episodes = 3 },
        ]),
        Words = new WordVectors(2, ["paid", "order", "köln"], [900, 900, 100.5], [0.5f, -0.25f, 1f, 0f, -1f, 0.125f], hashShare: 0.25),
        Map = new SelfOrganizingMap(1, 2, 2, [0.5f, 0.5f, -1f, 0.25f], [0.75f, 0f], [7.5, 0]),
        Scoring = new ScoringRules { RareShare = 0.02, CommonShare = 0.1, NoveltyWeight = 0.5, SeverityWeight = 2, SeverityWords = ["fatal", "failed"] },
        Calibration = new ScoreCalibration { RawScores = [0.1, 0.2, 0.75], Levels = [0.25, 0.5, 0.75], TailScale = 0.125 },
        Threshold = new Threshold { Policy = "quantile", Parameter = 0.01, Value = 0.995, Floor = 0.5 },
    };

    /// <summary>The same model with all that a snapshot need not have.</summary>
    public static DetectionModel Reported { get; } = Small with
    {
        Metadata = Small.Metadata with
        {
            Gate = [new GateResult("records", true, ""), new GateResult("anomaly rate", false, "anomaly rate 7.20 %, at most 5.00 % allowed")],
            Feedback = new LearnedFeedback
            {
                ThresholdBefore = 0.99,
                Threshold = 0.995,
                FalsePositives = [new FalsePositiveOutcome(0xfedcba9876543210, 0.999, 0.75), new FalsePositiveOutcome(7, null, 1)],
                TruePositives = [new TruePositiveOutcome(9, 12, null, 0.9999)],
                Weights = [new TemplateWeight(0xfedcba9876543210, 8)],
            },
        },
    };
}

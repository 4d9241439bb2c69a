using Lad.Detection;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;

namespace Lad.Pipeline.Tests.Models;

/// <summary>Models that differ in name, version and threshold only.</summary>
internal static class SampleModels
{
    public static DetectionModel Of(string version, string name = "shop", double threshold = 0.99) => new()
    {
        Metadata = new ModelMetadata { Name = name, Version = version, CreatedAt = DateTimeOffset.UnixEpoch, Seed = 1, TrainingRecords = 10, HeldBackRecords = 2 },
        Masking = new MaskingRules(),
        Templates = new TemplateSet([new Template { Text = "started", Tokens = ["started"], Fingerprint = 1, Count = 10, Episodes = 1 }]),
        Words = new WordVectors(1, ["started"], [10], [1]),
        Map = new SelfOrganizingMap(1, 1, 1, [1], [0], [10]),
        Calibration = new ScoreCalibration { RawScores = [0.5], Levels = [0.5], TailScale = 1 },
        Threshold = new Threshold { Policy = "quantile", Parameter = 0.01, Value = threshold },
    };
}

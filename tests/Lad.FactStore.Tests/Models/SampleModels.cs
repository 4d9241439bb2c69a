using Lad.Detection;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;

namespace Lad.FactStore.Tests.Models;

/// <summary>Models of the name <c>shop</c> with a map of two rows and three columns.</summary>
internal static class SampleModels
{
    public static DetectionModel Of(string version, params Template[] templates)
    {
        string[] words = [.. templates.SelectMany(template => template.Tokens).Where(token => token != Detection.Templates.Template.Wildcard).Distinct()];
        return new DetectionModel
        {
            Metadata = new ModelMetadata { Name = "shop", Version = version, CreatedAt = DateTimeOffset.UnixEpoch, Source = "file:app.log", Seed = 7, TrainingRecords = 1000, HeldBackRecords = 200 },
            Masking = new MaskingRules(),
            Templates = new TemplateSet(templates),
            Words = new WordVectors(2, words, [.. words.Select(_ => 1.0)], [.. words.SelectMany((_, i) => new[] { 1f, i })]),
            Map = new SelfOrganizingMap(2, 3, 2, [.. Enumerable.Range(0, 12).Select(i => i % 7 - 3f)], new float[6], [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? 0.0 : i)]),
            Calibration = new ScoreCalibration { RawScores = [0.25, 0.5], Levels = [0.25, 0.5], TailScale = 1 },
            Threshold = new Threshold { Policy = "quantile", Parameter = 0.01, Value = 0.99, Floor = 0.5 },
        };
    }

    public static Template Template(string text, long count = 10)
    {
        string[] tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Template { Text = text, Tokens = tokens, Fingerprint = Fingerprint.Of(tokens), Count = count, Episodes = 1 };
    }
}

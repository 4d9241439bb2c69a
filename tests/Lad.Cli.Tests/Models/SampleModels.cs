using Lad.Detection;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;

namespace Lad.Cli.Tests.Models;

/// <summary>Models to be shown.</summary>
internal static class SampleModels
{
    public static DetectionModel Of(params Template[] templates) => WithMap(2, 3, templates);

    public static DetectionModel Named(string name, string version)
    {
        DetectionModel model = Of(Template("started"));
        return model with { Metadata = model.Metadata with { Name = name, Version = version } };
    }

    public static DetectionModel WithMap(int rows, int columns, params Template[] templates)
    {
        string[] words = [.. templates.SelectMany(template => template.Tokens).Where(token => token != "<*>").Distinct()];
        int nodes = rows * columns;
        return new DetectionModel
        {
            Metadata = new ModelMetadata { Name = "shop", Version = "v2", Parent = "v1", CreatedAt = DateTimeOffset.UnixEpoch, Source = "file:app.log", Seed = 7, TrainingRecords = 1000, HeldBackRecords = 200 },
            Masking = new MaskingRules(),
            Templates = new TemplateSet(templates),
            Words = new WordVectors(2, words, [.. words.Select(_ => 1.0)], [.. words.SelectMany((_, i) => new[] { 1f, i })]),
            Map = new SelfOrganizingMap(rows, columns, 2, [.. Enumerable.Range(0, nodes * 2).Select(i => i % 7 - 3f)], new float[nodes], [.. Enumerable.Range(0, nodes).Select(i => i % 2 == 0 ? 0.0 : i)]),
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

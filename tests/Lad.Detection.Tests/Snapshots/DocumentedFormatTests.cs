using System.Text.RegularExpressions;
using Lad.Detection.Snapshots;
using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>The format's page is true.</summary>
public sealed class DocumentedFormatTests
{
    [Fact]
    public void A_reader_made_from_the_page_reads_what_the_writer_wrote()
    {
        DetectionModel model = SampleModel.Reported;
        List<(string, object?)> expected =
        [
            ("name", model.Metadata.Name), ("version", model.Metadata.Version), ("parent", model.Metadata.Parent), ("created", model.Metadata.CreatedAt.UtcTicks),
            ("source", model.Metadata.Source), ("seed", model.Metadata.Seed), ("records", model.Metadata.TrainingRecords), ("held back", model.Metadata.HeldBackRecords),
            ("from", model.Metadata.From!.Value.UtcTicks), ("to", null), ("distinct", model.Metadata.Training.DistinctMessages), ("overflow", model.Metadata.Training.OverflowRecords),
            ("quantization error", model.Metadata.Training.QuantizationError), ("topographic error", model.Metadata.Training.TopographicError),
            ("new template rate", model.Metadata.Training.NewTemplateRate), ("alarm rate", model.Metadata.Training.HeldBackAlarmRate),
            ("message bytes", (uint)model.Masking.MaxMessageBytes), ("tokens", (uint)model.Masking.MaxTokens), ("patterns", model.Masking.UserPatterns.ToArray()),
        ];
        foreach (Template template in model.Templates.Items)
            expected.AddRange([("fingerprint", template.Fingerprint), ("count", template.Count), ("episodes", (uint)template.Episodes), ("text", template.Text), ("tokens", template.Tokens.ToArray())]);
        expected.AddRange(
        [
            ("words", model.Words.Words.ToArray()), ("counts", model.Words.Counts.ToArray()), ("vectors", model.Words.Vectors.ToArray()), ("hash share", model.Words.HashShare),
            ("rows", (uint)model.Map.Rows), ("columns", (uint)model.Map.Columns), ("codebook", model.Map.Codebook.ToArray()), ("radii", model.Map.Radii.ToArray()), ("hits", model.Map.Hits.ToArray()),
            ("rare share", model.Scoring.RareShare), ("common share", model.Scoring.CommonShare), ("novelty weight", model.Scoring.NoveltyWeight), ("severity weight", model.Scoring.SeverityWeight),
            ("severity words", model.Scoring.SeverityWords.ToArray()), ("raw scores", model.Calibration.RawScores.ToArray()), ("levels", model.Calibration.Levels.ToArray()),
            ("tail scale", model.Calibration.TailScale), ("policy", model.Threshold.Policy), ("parameter", model.Threshold.Parameter), ("threshold", model.Threshold.Value), ("floor", model.Threshold.Floor),
        ]);
        foreach (GateResult result in model.Metadata.Gate) expected.AddRange([("criterion", result.Criterion), ("passed", (byte)(result.Passed ? 1 : 0)), ("sentence", result.Sentence)]);
        LearnedFeedback feedback = model.Metadata.Feedback!;
        expected.AddRange([("threshold before", feedback.ThresholdBefore), ("threshold", feedback.Threshold)]);
        foreach (FalsePositiveOutcome outcome in feedback.FalsePositives) expected.AddRange([("false positive", outcome.Fingerprint), ("score before", outcome.ScoreBefore), ("score", outcome.Score)]);
        foreach (TruePositiveOutcome outcome in feedback.TruePositives)
            expected.AddRange([("true positive", outcome.Fingerprint), ("held out", outcome.HeldOut), ("score before", outcome.ScoreBefore), ("score", outcome.Score)]);
        foreach (TemplateWeight weight in feedback.Weights) expected.AddRange([("template", weight.Template), ("episodes", (uint)weight.Episodes)]);
        IReadOnlyList<(string Name, object? Value)> read = DocumentedReader.Read(SnapshotWriter.Write(model));
        Assert.Equal(expected.Select(value => value.Item1), read.Select(value => value.Name));
        Assert.All(expected.Zip(read), pair => Assert.Equal(pair.First.Item2, pair.Second.Value));
    }

    [Fact]
    public void The_example_of_the_page_is_what_the_writer_writes()
    {
        string page = File.ReadAllText(SnapshotFiles.Page);
        string dump = Regex.Match(page, "```hexdump\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        byte[] example = [.. dump.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => Convert.FromHexString(line[10..58].Replace(" ", "", StringComparison.Ordinal)))];
        Assert.Equal(Convert.ToHexString(SnapshotWriter.Write(SampleModel.Small)), Convert.ToHexString(example));
    }

    [Fact]
    public void The_limits_of_the_page_are_those_of_the_reader()
    {
        string page = File.ReadAllText(SnapshotFiles.Page).Replace(",", "", StringComparison.Ordinal);
        foreach (var limit in typeof(SnapshotLimits).GetFields())
            Assert.Contains($"| `{limit.Name}` | {limit.GetRawConstantValue()} |", page, StringComparison.Ordinal);
    }
}

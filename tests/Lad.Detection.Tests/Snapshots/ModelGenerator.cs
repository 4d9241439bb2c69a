using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>Models of any content that the format allows.</summary>
internal static class ModelGenerator
{
    private static readonly Gen<string> Texts =
        from runes in Gen.ArrayOf(Gen.Frequency((8, Gen.Choose(' ', '~')), (1, Gen.Choose(0, 0xD7FF)), (1, Gen.Choose(0xE000, 0x10FFFF))))
        select string.Concat(runes.Select(char.ConvertFromUtf32));

    private static readonly Gen<double> Doubles = ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite);

    private static readonly Gen<float> Singles = ArbMap.Default.GeneratorFor<float>().Where(float.IsFinite);

    private static readonly Gen<double> Shares = Gen.Choose(0, 1_000_000).Select(millionths => millionths / 1e6);

    private static readonly Gen<long> Amounts = ArbMap.Default.GeneratorFor<long>().Where(value => value >= 0);

    private static readonly Gen<ulong> Codes = ArbMap.Default.GeneratorFor<ulong>();

    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, int.MaxValue).Select(seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds));

    private static readonly Gen<double?> Scores = Gen.OneOf(Shares.Select(value => (double?)value), Gen.Constant((double?)null));

    private static readonly Gen<LearnedFeedback> Feedback =
        from before in Scores
        from threshold in Shares
        from falsePositives in Gen.ArrayOf(from fingerprint in Codes from old in Scores from score in Shares select new FalsePositiveOutcome(fingerprint, old, score))
        from truePositives in Gen.ArrayOf(from fingerprint in Codes from records in Amounts from old in Scores from score in Shares select new TruePositiveOutcome(fingerprint, records, old, score))
        from weights in Gen.ArrayOf(from fingerprint in Codes from episodes in Gen.Choose(1, int.MaxValue) select new TemplateWeight(fingerprint, episodes))
        select new LearnedFeedback { ThresholdBefore = before, Threshold = threshold, FalsePositives = falsePositives, TruePositives = truePositives, Weights = weights };

    private static readonly Gen<GateResult[]> Gates =
        from results in Gen.ArrayOf(from criterion in Texts from passed in ArbMap.Default.GeneratorFor<bool>() from sentence in Texts select new GateResult(criterion, passed, sentence))
        select results.Take(64).ToArray();

    private static readonly Gen<ModelMetadata> Metadata =
        from name in Texts
        from version in Texts
        from parent in Gen.OneOf(Texts, Gen.Constant<string>(null!))
        from source in Texts
        from seed in Codes
        from records in Amounts
        from heldBack in Amounts
        from created in Instants
        from begin in Gen.OneOf(Instants.Select(value => (DateTimeOffset?)value), Gen.Constant((DateTimeOffset?)null))
        from gate in Gates
        from feedback in Gen.OneOf(Feedback, Gen.Constant<LearnedFeedback>(null!))
        select new ModelMetadata { Gate = gate, Feedback = feedback, Name = name, Version = version, Parent = parent, Source = source, Seed = seed, TrainingRecords = records, HeldBackRecords = heldBack, CreatedAt = created, From = begin, To = begin?.AddDays(1) };

    private static readonly Gen<TemplateSet> Templates =
        from items in Gen.ArrayOf(
            from text in Texts
            from tokens in Gen.ArrayOf(Texts)
            from fingerprint in Codes
            from count in Amounts
            from episodes in Gen.Choose(0, int.MaxValue)
            select new Template { Text = text, Tokens = tokens, Fingerprint = fingerprint, Count = count, Episodes = episodes })
        select new TemplateSet([.. items.DistinctBy(template => template.Fingerprint)]);

    private static Gen<WordVectors> Words(int dimension) =>
        from texts in Gen.ArrayOf(Texts)
        let words = texts.Distinct().ToArray()
        from counts in Gen.ArrayOf(Doubles, words.Length)
        from vectors in Gen.ArrayOf(Singles, words.Length * dimension)
        select new WordVectors(dimension, words, [.. counts.Select(Math.Abs)], vectors);

    private static Gen<SelfOrganizingMap> Maps(int dimension) =>
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 4)
        from codebook in Gen.ArrayOf(Singles, rows * columns * dimension)
        from radii in Gen.ArrayOf(Singles, rows * columns)
        from hits in Gen.ArrayOf(Doubles, rows * columns)
        select new SelfOrganizingMap(rows, columns, dimension, codebook, [.. radii.Select(Math.Abs)], [.. hits.Select(Math.Abs)]);

    /// <summary>Any model.</summary>
    public static Arbitrary<DetectionModel> Models { get; } = Arb.From(
        from metadata in Metadata
        from templates in Templates
        from dimension in Gen.Choose(1, 5)
        from words in Words(dimension)
        from map in Maps(dimension)
        from scores in Gen.ArrayOf(Doubles)
        let raw = scores.Distinct().Order().ToArray()
        from policy in Texts
        from parameter in Doubles
        from value in Shares
        from floor in Shares
        select new DetectionModel
        {
            Metadata = metadata,
            Masking = new MaskingRules { MaxMessageBytes = 64 + (int)(metadata.Seed % 100_000), MaxTokens = 1 + (int)(metadata.Seed % 500), UserPatterns = ["a+", "[0-9]{3}"] },
            Templates = templates,
            Words = words,
            Map = map,
            Calibration = new ScoreCalibration { RawScores = raw, Levels = [.. raw.Select((_, index) => (double)index / raw.Length)], TailScale = 1 + value },
            Threshold = new Threshold { Policy = policy, Parameter = parameter, Value = value, Floor = floor },
        });
}

using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Scoring;
using Lad.Detection.Snapshots;
using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>Content that lies, under a hash that fits.</summary>
public sealed class HostileSnapshotTests
{
    private const long AllocationBudget = 128 * 1024;

    // Making a regular expression takes some 200 KB by itself, so what is measured has none.
    private static readonly byte[] Snapshot = SnapshotWriter.Write(SampleModel.Reported with { Masking = SampleModel.Small.Masking with { UserPatterns = [] } });

    public static TheoryData<uint> Extremes => [0, 1, 2, 3, 0x7F, 0xFF, 0xFFFF, 0x10000, 0xFFFFF, 0x100000, 0x3FFFFFFF, 0x40000000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFF];

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Any_four_bytes_may_lie_at_no_cost(uint lie)
    {
        for (int position = 24; position < Snapshot.Length - 35; position++) AssertHarmless(SnapshotSurgery.Overwrite(Snapshot, position, lie));
    }

    [Fact]
    public void Any_altered_bytes_give_a_model_or_a_refusal() => Prop.ForAll(
        Arb.From(Gen.ArrayOf(from position in Gen.Choose(8, Snapshot.Length - 33) from value in Gen.Choose(0, 255) select (position, value))),
        changes =>
        {
            byte[] altered = [.. Snapshot];
            foreach ((int position, int value) in changes) altered[position] = (byte)value;
            AssertHarmless(SnapshotSurgery.Sealed(altered));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_altered_pattern_gives_a_model_or_a_refusal()
    {
        byte[] snapshot = SnapshotWriter.Write(SampleModel.Small with { Masking = SampleModel.Small.Masking with { UserPatterns = [@"(a|[b-d]{2,3})*\w+?(?i:x)$"] } });
        int pattern = SnapshotSurgery.PayloadOf(snapshot, "MASK") + 16;
        Prop.ForAll(Arb.From(Gen.Choose(' ', '~')), letter =>
        {
            for (int i = 0; i < 25; i++) AssertModelOrRefusal(SnapshotSurgery.Overwrite(snapshot, pattern + i, [(byte)letter]));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("STRS", 0)]
    [InlineData("TMPL", 0)]
    [InlineData("WORD", 4)]
    [InlineData("CALI", 0)]
    [InlineData("MASK", 8)]
    [InlineData("GATE", 0)]
    [InlineData("FDBK", 17)]
    [InlineData("FDBK", 63)]
    [InlineData("FDBK", 92)]
    public void A_count_beyond_the_bytes_that_are_left_is_refused_before_memory_is_taken(string section, int offset)
    {
        int position = SnapshotSurgery.PayloadOf(Snapshot, section) + offset;
        foreach (uint lie in new uint[] { 200, 60_000, 1 << 20, uint.MaxValue })
        {
            var fault = Refusal(SnapshotSurgery.Overwrite(Snapshot, position, lie));
            Assert.Equal(position, fault.Offset);
            Assert.Contains($"section {section}", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1024u, 1024u, 4096u)]
    [InlineData(65536u, 65536u, 1u)]
    [InlineData(0x80000000u, 2u, 1u)]
    [InlineData(0u, 1u, 1u)]
    public void A_map_larger_than_its_section_is_refused(uint rows, uint columns, uint dimension)
    {
        int position = SnapshotSurgery.PayloadOf(Snapshot, "SOM ");
        byte[] altered = SnapshotSurgery.Overwrite(Snapshot, position, rows);
        altered = SnapshotSurgery.Overwrite(altered, position + 4, columns);
        Refusal(SnapshotSurgery.Overwrite(altered, position + 8, dimension));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_where_it_stands()
    {
        int position = SnapshotSurgery.PayloadOf(Snapshot, "SOM ") + 12;
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            Assert.Equal(position + 4, Refusal(SnapshotSurgery.Overwrite(Snapshot, position + 4, BitConverter.GetBytes(value))).Offset);
        DetectionModel model = SampleModel.Small;
        Refused(model with { Threshold = model.Threshold with { Parameter = double.NaN } }, "finite");
        Refused(model with { Threshold = model.Threshold with { Value = 1.5 } }, "between");
        Refused(model with { Map = new SelfOrganizingMap(1, 1, 2, [0, 0], [-1], [0]) }, "radii");
        Refused(model with { Words = new WordVectors(1, ["a"], [-1], [0]) }, "counts");
    }

    [Fact]
    public void A_map_and_words_that_do_not_fit_each_other_are_refused() =>
        Refused(SampleModel.Small with { Map = new SelfOrganizingMap(1, 1, 3, [0, 0, 0], [0], [0]) }, "word vectors 2");

    [Fact]
    public void Doubled_fingerprints_words_and_strings_are_refused()
    {
        Template first = SampleModel.Small.Templates.Items[0];
        Refused(SampleModel.Small with { Templates = new TemplateSet([first, first]) }, "0123456789abcdef");
        Refused(SampleModel.Small with { Words = new WordVectors(1, ["a", "a"], [1, 1], [1, 1]) }, "twice");
        int firstString = SnapshotSurgery.PayloadOf(Snapshot, "STRS") + 4 + 4;
        Assert.Contains("does not sort", Refusal(SnapshotSurgery.Overwrite(Snapshot, firstString, "zzz"u8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_beyond_the_strings_is_refused() =>
        Assert.Contains("index 4", Refusal(SnapshotSurgery.Overwrite(Snapshot, SnapshotSurgery.PayloadOf(Snapshot, "WORD") + 8, 4)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_string_that_is_not_utf8_is_refused() =>
        Assert.Contains("UTF-8", Refusal(SnapshotSurgery.Overwrite(Snapshot, SnapshotSurgery.PayloadOf(Snapshot, "META") + 4, [0xFF])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_calibration_that_does_not_ascend_is_refused()
    {
        ScoreCalibration calibration = SampleModel.Small.Calibration;
        Refused(SampleModel.Small with { Calibration = calibration with { RawScores = [0.1, 0.3, 0.2] } }, "not above");
        Refused(SampleModel.Small with { Calibration = calibration with { Levels = [0.1, 0.2, 0.2] } }, "not above");
        Refused(SampleModel.Small with { Calibration = calibration with { Levels = [0.1, 0.2, 1] } }, "between");
        Refused(SampleModel.Small with { Calibration = calibration with { TailScale = 0 } }, "tail scale");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    public void A_pattern_that_needs_backtracking_is_refused(string pattern) =>
        Refused(SampleModel.Small with { Masking = SampleModel.Small.Masking with { UserPatterns = [pattern] } }, "User pattern");

    [Fact]
    public void Unknown_sections_are_skipped_when_optional_and_refused_when_required()
    {
        byte[] payload = [1, 2, 3];
        Assert.Equal(SampleModel.Small.Metadata, SnapshotReader.Read(SnapshotSurgery.WithSection(SnapshotWriter.Write(SampleModel.Small), "XTRA", 0, payload)).Metadata);
        Assert.Equal(SnapshotFault.UnsupportedVersion, Refusal(SnapshotSurgery.WithSection(Snapshot, "XTRA", 1, payload)).Fault);
        Refusal(SnapshotSurgery.WithSection(Snapshot, "XTRA", 2, payload));
        Refusal(SnapshotSurgery.WithSection(SnapshotSurgery.WithSection(Snapshot, "XTRA", 0, payload), "XTRA", 0, payload));
        Refusal(SnapshotSurgery.WithSection(Snapshot, "META", 1, payload));
        Refusal(SnapshotSurgery.WithSection(Snapshot, "THRS", 1, payload));
    }

    [Fact]
    public void A_report_may_be_missing_but_not_lie()
    {
        byte[] bare = SnapshotWriter.Write(SampleModel.Small);
        Assert.Empty(SnapshotReader.Read(bare).Metadata.Gate);
        Assert.Null(SnapshotReader.Read(bare).Metadata.Feedback);
        Assert.Contains("no criterion", Refusal(SnapshotSurgery.WithSection(bare, "GATE", 0, new byte[4])).Message, StringComparison.Ordinal);
        Assert.Contains("marked as required", Refusal(SnapshotSurgery.WithSection(bare, "FDBK", 1, new byte[24])).Message, StringComparison.Ordinal);
        Assert.Contains("more than its content", Refusal(SnapshotSurgery.WithSection(bare, "FDBK", 0, new byte[24])).Message, StringComparison.Ordinal);
        Refusal(SnapshotSurgery.WithSection(Snapshot, "GATE", 0, new byte[4]));
        LearnedFeedback feedback = SampleModel.Reported.Metadata.Feedback!;
        Refused(Judged(feedback with { Threshold = double.NaN }), "finite");
        Refused(Judged(feedback with { FalsePositives = [new FalsePositiveOutcome(1, null, 1.5)] }), "between");
        Refused(Judged(feedback with { Weights = [new TemplateWeight(1, 0)] }), "below 1");
        Refused(Judged(feedback with { TruePositives = [new TruePositiveOutcome(1, -1, null, 0)] }), "negative");
        Refused(Judged(feedback with { FalsePositives = [.. Enumerable.Repeat(new FalsePositiveOutcome(1, null, 0), SnapshotLimits.FeedbackOutcomes + 1)] }), "limit");

        static DetectionModel Judged(LearnedFeedback feedback) => SampleModel.Small with { Metadata = SampleModel.Small.Metadata with { Feedback = feedback } };
    }

    [Fact]
    public void A_missing_section_is_named()
    {
        int position = SnapshotSurgery.PayloadOf(Snapshot, "THRS") - 16;
        byte[] altered = SnapshotSurgery.Overwrite(Snapshot, position, "OTHR"u8);
        Assert.Contains("THRS is missing", Refusal(SnapshotSurgery.Overwrite(altered, position + 4, 0)).Message, StringComparison.Ordinal);
    }

    private static void Refused(DetectionModel model, string because) =>
        Assert.Contains(because, Assert.Throws<SnapshotException>(() => SnapshotWriter.Write(model)).Message, StringComparison.Ordinal);

    private static SnapshotException Refusal(byte[] snapshot)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<SnapshotException>(() => SnapshotReader.Read(snapshot));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationBudget);
        return fault;
    }

    private static void AssertHarmless(byte[] snapshot)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertModelOrRefusal(snapshot);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationBudget);
    }

    private static void AssertModelOrRefusal(byte[] snapshot)
    {
        try
        {
            SnapshotReader.Read(snapshot);
        }
        catch (SnapshotException)
        {
            // Refused, as it should be; any other exception fails the test.
        }
    }
}

using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Snapshots;
using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Snapshots;

public sealed class SnapshotRoundTripTests
{
    [Fact]
    public void What_was_written_is_read() => AssertSame(SampleModel.Small, SnapshotReader.Read(SnapshotWriter.Write(SampleModel.Small)));

    [Fact]
    public void What_is_reported_beside_the_content_is_read_too()
    {
        byte[] snapshot = SnapshotWriter.Write(SampleModel.Reported);
        DetectionModel read = SnapshotReader.Read(snapshot);
        AssertSame(SampleModel.Reported, read);
        Assert.Equal(2, read.Metadata.Gate.Count);
        Assert.Equal(snapshot, SnapshotWriter.Write(read));
    }

    [Fact]
    public void Any_model_is_read_as_it_was_written() => Prop.ForAll(ModelGenerator.Models, model =>
    {
        byte[] snapshot = SnapshotWriter.Write(model);
        DetectionModel read = SnapshotReader.Read(new MemoryStream(snapshot));
        AssertSame(model, read);
        Assert.Equal(snapshot, SnapshotWriter.Write(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        DetectionModel copy = SampleModel.Small with { Metadata = SampleModel.Small.Metadata with { CreatedAt = SampleModel.Small.Metadata.CreatedAt.ToOffset(TimeSpan.FromHours(5)) } };
        Assert.Equal(SnapshotWriter.Write(SampleModel.Small), SnapshotWriter.Write(copy));
    }

    [Fact]
    public void A_model_that_no_reader_would_take_is_not_written()
    {
        DetectionModel beyond = SampleModel.Small with { Threshold = SampleModel.Small.Threshold with { Value = double.NaN } };
        Assert.Equal(SnapshotFault.Malformed, Assert.Throws<SnapshotException>(() => SnapshotWriter.Write(beyond)).Fault);
        DetectionModel surrogate = SampleModel.Small with { Metadata = SampleModel.Small.Metadata with { Source = "\ud800" } };
        Assert.Equal(SnapshotFault.Malformed, Assert.Throws<SnapshotException>(() => SnapshotWriter.Write(surrogate)).Fault);
    }

    private static void AssertSame(DetectionModel expected, DetectionModel actual)
    {
        Assert.Equal(expected.Metadata with { Gate = [], Feedback = null }, actual.Metadata with { Gate = [], Feedback = null });
        Assert.Equal(expected.Metadata.Gate, actual.Metadata.Gate);
        Assert.Equal(expected.Metadata.Feedback is null, actual.Metadata.Feedback is null);
        if (expected.Metadata.Feedback is { } feedback)
        {
            LearnedFeedback read = actual.Metadata.Feedback!;
            Assert.Equal((feedback.ThresholdBefore, feedback.Threshold), (read.ThresholdBefore, read.Threshold));
            Assert.Equal(feedback.FalsePositives, read.FalsePositives);
            Assert.Equal(feedback.TruePositives, read.TruePositives);
            Assert.Equal(feedback.Weights, read.Weights);
        }

        Assert.Equal((expected.Masking.MaxMessageBytes, expected.Masking.MaxTokens), (actual.Masking.MaxMessageBytes, actual.Masking.MaxTokens));
        Assert.Equal(expected.Masking.UserPatterns, actual.Masking.UserPatterns);
        Assert.Equal(expected.Templates.Items.Count, actual.Templates.Items.Count);
        foreach ((Template left, Template right) in expected.Templates.Items.Zip(actual.Templates.Items))
        {
            Assert.Equal(left.Tokens, right.Tokens);
            Assert.Equal(left, right with { Tokens = left.Tokens });
        }

        Assert.Equal(expected.Words.Dimension, actual.Words.Dimension);
        Assert.Equal(expected.Words.HashShare, actual.Words.HashShare);
        Assert.Equal(expected.Words.Words, actual.Words.Words);
        Assert.Equal(expected.Words.Counts.ToArray(), actual.Words.Counts.ToArray());
        Assert.Equal(expected.Words.Vectors.ToArray(), actual.Words.Vectors.ToArray());
        Assert.Equal((expected.Map.Rows, expected.Map.Columns, expected.Map.Dimension), (actual.Map.Rows, actual.Map.Columns, actual.Map.Dimension));
        Assert.Equal(expected.Map.Codebook.ToArray(), actual.Map.Codebook.ToArray());
        Assert.Equal(expected.Map.Radii.ToArray(), actual.Map.Radii.ToArray());
        Assert.Equal(expected.Map.Hits.ToArray(), actual.Map.Hits.ToArray());
        Assert.Equal(expected.Scoring.SeverityWords, actual.Scoring.SeverityWords);
        Assert.Equal(expected.Scoring, actual.Scoring with { SeverityWords = expected.Scoring.SeverityWords });
        Assert.Equal(expected.Calibration.RawScores, actual.Calibration.RawScores);
        Assert.Equal(expected.Calibration.Levels, actual.Calibration.Levels);
        Assert.Equal(expected.Calibration.TailScale, actual.Calibration.TailScale);
        Assert.Equal(expected.Threshold, actual.Threshold);
    }
}

using System.Text;
using Lad.Detection;
using Lad.Detection.Snapshots;
using Lad.Detection.Training;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class GatedTrainingTests
{
    private static readonly ModelIdentity Identity = new("shop", DateTimeOffset.UnixEpoch, "test");

    [Fact]
    public void What_the_gate_found_is_kept_with_the_model_and_does_not_change_its_version()
    {
        SampledMessage[] messages = [.. Enumerable.Range(0, 2000).Select(i => Message(i, $"order {i} accepted"))];
        TrainingOutcome outcome = Learn(new PublishingRules(), messages), forced = Learn(new PublishingRules { MinTemplateShare = 0, MaxUnknownShare = 0.9 }, messages);

        DetectionModel read = SnapshotReader.Read(SnapshotWriter.Write(outcome.Model!));
        Assert.Equal(outcome.Decision.Criteria.Select(criterion => (criterion.Name, criterion.Passes, criterion.Measured)), read.Metadata.Gate.Select(result => (result.Criterion, result.Passed, result.Sentence)));
        Assert.NotEqual(outcome.Model!.Metadata.Gate, forced.Model!.Metadata.Gate);
        Assert.Equal(outcome.Model.Metadata.Version, forced.Model.Metadata.Version);
    }

    [Fact]
    public void A_model_spans_the_records_that_judged_it_too()
    {
        SampledMessage[] messages = [.. Enumerable.Range(0, 2000).Select(i => Message(i, $"order {i} accepted")), new("order 1 accepted"u8.ToArray(), 638_000_000_000_000_000, 0, 2001, 0)];

        TrainingOutcome outcome = Learn(new PublishingRules { MinTemplateShare = 0 }, messages);

        Assert.True(messages[^1].IsHeldBack(0.1));
        Assert.Equal(638_000_000_000_000_000, outcome.Model!.Metadata.To?.UtcTicks);
    }

    private static TrainingOutcome Learn(PublishingRules rules, SampledMessage[] messages) => new GatedTraining(new TrainingOptions(), rules, 0.1).Learn(messages, Identity, null, continues: false);

    private static SampledMessage Message(int number, string text) => new(Encoding.UTF8.GetBytes(text), 0, 0, number + 1, (uint)(number * 2654435761u));
}

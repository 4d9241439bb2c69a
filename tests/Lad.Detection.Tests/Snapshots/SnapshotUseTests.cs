using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Snapshots;

namespace Lad.Detection.Tests.Snapshots;

public sealed class SnapshotUseTests
{
    /// <summary>What the reader lets through cannot make a scorer fall over, however little sense it makes.</summary>
    [Fact]
    public void Any_model_that_is_read_can_score() => Prop.ForAll(ModelGenerator.Models, model =>
    {
        var detector = new Detector(SnapshotReader.Read(SnapshotWriter.Write(model)));
        var scratch = new DetectorScratch();
        foreach (string message in (string[])["", "order 17 paid", .. model.Templates.Items.Select(template => template.Text)])
            detector.Assess(System.Text.Encoding.UTF8.GetBytes(message), scratch);
    }).QuickCheckThrowOnFailure();
}

using Lad.Detection.Comparing;
using Lad.Detection.Training;

namespace Lad.Detection.Tests.Comparing;

public sealed class ModelComparerTests
{
    private static readonly string[] Usual = ["order paid by card", "user logged in", "cart opened"];

    [Fact]
    public void A_model_compared_with_itself_has_no_difference()
    {
        DetectionModel model = Learn(Usual);
        ModelComparison comparison = ModelComparer.Compare(model, model);
        Assert.Empty(comparison.AddedTemplates);
        Assert.Empty(comparison.RemovedTemplates);
        Assert.Empty(comparison.AddedWords);
        Assert.Empty(comparison.RemovedWords);
        Assert.All(comparison.KeptTemplates, change => Assert.Equal(0, change.Difference));
        Assert.Empty(comparison.Verdicts.Changed);
        Assert.Equal((model.Templates.Items.Count, 0), (comparison.Verdicts.Compared, comparison.Verdicts.LeftOut));
    }

    [Fact]
    public void Templates_and_words_that_came_and_went_are_told_apart()
    {
        ModelComparison comparison = ModelComparer.Compare(Learn([.. Usual, "voucher redeemed"]), Learn([.. Usual, "refund issued"]));
        Assert.Equal("refund issued", Assert.Single(comparison.AddedTemplates).Text);
        Assert.Equal("voucher redeemed", Assert.Single(comparison.RemovedTemplates).Text);
        Assert.Equal(["issued", "refund"], comparison.AddedWords);
        Assert.Equal(["redeemed", "voucher"], comparison.RemovedWords);
        Assert.Equal(3, comparison.KeptTemplates.Count);
    }

    [Fact]
    public void A_template_that_the_newer_model_does_not_know_gets_another_verdict()
    {
        ModelComparison comparison = ModelComparer.Compare(Learn([.. Usual, "zebra giraffe elephant"]), Learn(Usual));
        VerdictChange change = Assert.Single(comparison.Verdicts.Changed);
        Assert.Equal("zebra giraffe elephant", change.Template.Text);
        Assert.True(change.IsAnomaly);
        Assert.True(change.NewScore > change.OldScore);
    }

    private static DetectionModel Learn(params string[] messages)
    {
        var set = new TrainingSet(new TrainingOptions());
        for (int i = 0; i < 4000; i++) set.Add(System.Text.Encoding.UTF8.GetBytes(messages[i * 7919 % messages.Length]), 0);
        return ModelTrainer.Train(set, new ModelIdentity("shop", DateTimeOffset.UnixEpoch, "test"));
    }
}

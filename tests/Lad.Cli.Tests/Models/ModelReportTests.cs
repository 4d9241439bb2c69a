using Lad.Cli.Models;
using Lad.Detection;
using Lad.Detection.Training;

namespace Lad.Cli.Tests.Models;

public sealed class ModelReportTests
{
    [Fact]
    public void A_report_names_the_facts_of_a_model()
    {
        string report = ModelReport.Render(SampleModels.Of(SampleModels.Template("order <*> paid", 990), SampleModels.Template("köln\u001b[31m", 10)), 120);
        Assert.All(["Model shop, version v2", "1,000, of which 200 held back", "2 x 3 nodes, 3 of 6 in use", "0.99 by quantile with 0.01; floor 0.5", "99.0%", "1.00%", "order <*> paid", "köln\uFFFD[31m"],
            fact => Assert.Contains(fact, report, StringComparison.Ordinal));
        Assert.DoesNotContain("Rarest", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Frequent_and_rare_templates_are_listed_apart()
    {
        DetectionModel model = SampleModels.Of([.. Enumerable.Range(1, 25).Select(i => SampleModels.Template($"item-{(char)('a' + i)}", i))]);
        string report = ModelReport.Render(model, 120);
        Assert.Equal(20, report.Split('\n').Count(line => line.Contains("item-", StringComparison.Ordinal)));
        Assert.True(report.IndexOf("item-z", StringComparison.Ordinal) < report.IndexOf("Rarest", StringComparison.Ordinal));
        Assert.True(report.IndexOf("item-b", StringComparison.Ordinal) > report.IndexOf("Rarest", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_without_templates_can_be_described() => Assert.Contains("templates    0", ModelReport.Render(SampleModels.Of(), 80), StringComparison.Ordinal);

    [Fact]
    public void What_the_gate_found_and_what_feedback_moved_is_told()
    {
        DetectionModel model = SampleModels.Of(SampleModels.Template("order <*> paid"));
        Assert.DoesNotContain("Feedback", ModelReport.Render(model, 120), StringComparison.Ordinal);
        model = model with
        {
            Metadata = model.Metadata with
            {
                Gate = [new GateResult("records", true, ""), new GateResult("anomaly rate", false, "anomaly rate 7.20 %, at most 5.00 %\u001b allowed")],
                Feedback = new LearnedFeedback
                {
                    ThresholdBefore = 0.98,
                    Threshold = 0.99,
                    FalsePositives = [new FalsePositiveOutcome(0x1f, 0.999, 0.5), new FalsePositiveOutcome(0x2f, null, 0.999)],
                    TruePositives = [new TruePositiveOutcome(0x3f, 12, 0.9, 0.9999)],
                },
            },
        };
        string report = ModelReport.Render(model, 120);
        Assert.All(["gate         passed records", "FAILED anomaly rate 7.20 %, at most 5.00 %\uFFFD allowed", "2 false positives, 1 of them below the threshold; 1 true positives; threshold 0.99; before: 0.98",
                "000000000000001f  false-positive  score 0.999 -> 0.5\n", "000000000000002f  false-positive  score 0.999  still an anomaly", "000000000000003f  true-positive   score 0.9 -> 0.9999  12 records held out"],
            fact => Assert.Contains(fact, report, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.00001, "<0.01%")]
    [InlineData(0.0123, "1.23%")]
    [InlineData(1, "100.0%")]
    public void A_share_that_is_not_nothing_does_not_look_like_it(double share, string text) => Assert.Equal(text, TemplateTable.Percent(share));
}

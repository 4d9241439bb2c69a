using Lad.Cli.Models;
using Lad.Detection.Comparing;
using Lad.Detection.Templates;

namespace Lad.Cli.Tests.Models;

public sealed class ComparisonReportTests
{
    [Fact]
    public void A_comparison_names_what_came_went_and_changed()
    {
        Template kept = SampleModels.Template("order paid", 100), added = SampleModels.Template("refund <*>", 5), removed = SampleModels.Template("voucher <*>", 3);
        string report = ComparisonReport.Render(new ModelComparison
        {
            Old = SampleModels.Of(kept, removed),
            New = SampleModels.Of(kept, added),
            AddedTemplates = [added],
            RemovedTemplates = [removed],
            KeptTemplates = [new ShareChange(kept, 0.5, 0.9)],
            AddedWords = ["refund"],
            RemovedWords = ["voucher"],
            Verdicts = new VerdictComparison(2, 1, [new VerdictChange(removed, 0.2, 0.9999, true)]),
        }, 100);
        Assert.All(["2 -> 2 (1 added, 1 removed)", "1,000 (as before)", "0.99 by quantile (as before)", "1 of 2 templates of the older model get another one in the newer (1 could not be compared)", "Templates added", "refund <*>", "Templates removed", "voucher <*>", "50.0%   90.0%", "0.9999  anomaly"],
            fact => Assert.Contains(fact, report, StringComparison.Ordinal));
    }
}

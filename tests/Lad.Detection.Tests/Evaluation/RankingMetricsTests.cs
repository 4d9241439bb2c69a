using Lad.Detection.Evaluation;

namespace Lad.Detection.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    private static readonly bool[] Labels = [true, false, true, false, false, true, false, false];
    private static readonly double[] Scores = [.9, .9, .8, .7, .5, .5, .5, .1];

    [Fact]
    public void Ties_count_half_in_the_area() =>
        Assert.Equal(0.7, RankingMetrics.RocAuc(Scores, Labels), 12);

    [Fact]
    public void Average_precision_takes_tied_scores_together() =>
        Assert.Equal(0.5317460317460317, RankingMetrics.AveragePrecision(Scores, Labels), 12);

    [Fact]
    public void A_perfect_ranking_has_an_area_and_a_precision_of_one()
    {
        double[] scores = [.1, .9, .2, .8];
        bool[] labels = [false, true, false, true];
        Assert.Equal(1, RankingMetrics.RocAuc(scores, labels));
        Assert.Equal(1, RankingMetrics.AveragePrecision(scores, labels));
    }

    [Fact]
    public void Equal_scores_rank_like_chance()
    {
        double[] scores = [.5, .5, .5, .5];
        bool[] labels = [false, true, false, false];
        Assert.Equal(0.5, RankingMetrics.RocAuc(scores, labels));
        Assert.Equal(0.25, RankingMetrics.AveragePrecision(scores, labels));
    }

    [Fact]
    public void One_kind_of_unit_has_no_area()
    {
        Assert.True(double.IsNaN(RankingMetrics.RocAuc([.1, .2], [false, false])));
        Assert.True(double.IsNaN(RankingMetrics.AveragePrecision([.1, .2], [false, false])));
    }

    [Fact]
    public void Missing_labels_and_scores_that_are_not_numbers_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RankingMetrics.RocAuc([.1, .2], [true]));
        Assert.Throws<ArgumentException>(() => RankingMetrics.RocAuc([.1, double.NaN], [true, false]));
    }
}

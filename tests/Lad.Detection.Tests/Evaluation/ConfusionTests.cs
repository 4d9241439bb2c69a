using Lad.Detection.Evaluation;

namespace Lad.Detection.Tests.Evaluation;

public sealed class ConfusionTests
{
    private static readonly bool[] Labels = [true, false, true, false, true];
    private static readonly double[] Scores = [.9, .8, .7, .4, .1];

    [Fact]
    public void A_score_at_the_threshold_is_no_alarm()
    {
        Confusion confusion = Confusion.At(.7, Scores, Labels);
        Assert.Equal(new Confusion(.7, 1, 1, 2, 1), confusion);
        Assert.Equal(.5, confusion.Precision);
        Assert.Equal(1.0 / 3, confusion.Recall, 12);
        Assert.Equal(.4, confusion.F1, 12);
        Assert.Equal(.5, confusion.FalseAlarmRate);
    }

    [Fact]
    public void The_best_threshold_maximises_f1_and_reproduces_its_own_counts()
    {
        Confusion best = Confusion.Best(Scores, Labels);
        Assert.Equal(.75, best.F1, 12);
        Assert.Equal(best, Confusion.At(best.Threshold, Scores, Labels));
    }

    [Fact]
    public void Without_anomalies_every_ratio_is_zero()
    {
        Confusion best = Confusion.Best([.5, .6], [false, false]);
        Assert.Equal((0, 0, 0), (best.Precision, best.Recall, best.F1));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Scoring;

namespace Lad.Detection.Tests.Scoring;

public sealed class ScoreCalibrationTests
{
    [Fact]
    public void A_score_is_the_share_of_held_back_records_below_it()
    {
        ScoreCalibration calibration = ScoreCalibration.Fit(ScoreDistribution.Weighted([(.1, 900), (.5, 90), (.9, 9)]));
        Assert.Equal(.9, calibration.Calibrate(.5), 6);
        Assert.Equal(.99, calibration.Calibrate(.9), 6);
    }

    [Fact]
    public void Scores_are_strictly_ordered_like_raw_scores_below_within_and_beyond_the_held_back_ones()
    {
        Gen<double> score = Gen.Choose(1, 4000).Select(static i => i / 2000.0);
        Property property = Prop.ForAll(Arb.From(Gen.NonEmptyListOf(score)), Arb.From(Gen.Two(Gen.Choose(0, 8000).Select(static i => i / 2000.0))), static (sample, pair) =>
        {
            ScoreCalibration calibration = ScoreCalibration.Fit(ScoreDistribution.Of([.. sample]));
            (double a, double b) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            double low = calibration.Calibrate(a), high = calibration.Calibrate(b);
            return low >= 0 && high < 1 && (a == b ? low == high : low < high);
        });
        Check.One(Config.QuickThrowOnFailure, property);
    }

    [Fact]
    public void What_exceeds_all_held_back_records_says_so_even_when_they_share_one_score()
    {
        ScoreCalibration calibration = ScoreCalibration.Fit(ScoreDistribution.Weighted([(0, 999)]));
        Assert.Equal(0, calibration.Calibrate(0));
        Assert.True(calibration.Calibrate(.1) > .999);
    }

    [Fact]
    public void Many_distinct_scores_are_thinned_but_the_tail_is_kept_whole()
    {
        ScoreCalibration calibration = ScoreCalibration.Fit(ScoreDistribution.Of([.. Enumerable.Range(1, 50_000).Select(static i => i / 50_000.0)]));
        Assert.Equal(ScoreCalibration.MaxPoints, calibration.RawScores.Count);
        Assert.Equal(.5, calibration.Calibrate(.5), 3);
        Assert.Equal(499.0 / 50_000, 1 - calibration.Calibrate(49_502 / 50_000.0), 4);
    }

    [Fact]
    public void Without_held_back_records_scores_still_rank()
    {
        ScoreCalibration calibration = ScoreCalibration.Fit(ScoreDistribution.Of([]));
        Assert.True(calibration.Calibrate(.5) < calibration.Calibrate(.9));
    }

    [Fact]
    public void Scores_that_are_not_finite_are_refused() =>
        Assert.Throws<ArgumentException>(() => ScoreDistribution.Of([double.NaN]));
}

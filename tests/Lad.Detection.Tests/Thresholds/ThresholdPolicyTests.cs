using Lad.Detection.Scoring;
using Lad.Detection.Thresholds;

namespace Lad.Detection.Tests.Thresholds;

public sealed class ThresholdPolicyTests
{
    private static ScoreDistribution Uniform(int count) => ScoreDistribution.Of([.. Enumerable.Range(1, count).Select(static i => (double)i)]);

    [Fact]
    public void Quantile_lets_the_wanted_share_through()
    {
        ScoreDistribution sample = Uniform(1000);
        double threshold = new QuantilePolicy { FalseAlarmRate = .01 }.Fit(sample);
        Assert.Equal(10, sample.Values.ToArray().Count(score => score > threshold));
    }

    [Fact]
    public void Quantile_takes_the_attainable_rate_nearest_to_the_wanted_one_and_lies_halfway_to_the_next_score()
    {
        ScoreDistribution nearer = ScoreDistribution.Weighted([(1.0, 980), (2.0, 12), (3.0, 8)]);
        Assert.Equal(2.5, new QuantilePolicy { FalseAlarmRate = .01 }.Fit(nearer));
        ScoreDistribution above = ScoreDistribution.Weighted([(1.0, 988), (2.0, 12)]);
        Assert.Equal(1.5, new QuantilePolicy { FalseAlarmRate = .01 }.Fit(above));
    }

    [Fact]
    public void Sigma_adds_deviations_to_the_mean()
    {
        ScoreDistribution sample = ScoreDistribution.Weighted([(0.0, 2), (2.0, 2)]);
        Assert.Equal(4, new SigmaPolicy { Deviations = 3 }.Fit(sample), 12);
    }

    [Fact]
    public void Max_fraction_is_relative_to_the_largest() =>
        Assert.Equal(50, new MaxFractionPolicy { Fraction = .5 }.Fit(Uniform(100)));

    [Fact]
    public void Peaks_over_threshold_extrapolates_an_exponential_tail()
    {
        double[] exponential = [.. Enumerable.Range(0, 100_000).Select(i => -Math.Log((i + .5) / 100_000))];
        double threshold = new PeaksOverThresholdPolicy { Risk = 1e-4 }.Fit(ScoreDistribution.Of(exponential));
        Assert.Equal(-Math.Log(1e-4), threshold, .2);
    }

    [Fact]
    public void Peaks_over_threshold_without_a_tail_falls_back_to_the_quantile()
    {
        ScoreDistribution sample = ScoreDistribution.Weighted([(1.0, 990), (2.0, 10)]);
        Assert.Equal(new QuantilePolicy { FalseAlarmRate = .001 }.Fit(sample), new PeaksOverThresholdPolicy { Risk = .001 }.Fit(sample));
    }

    [Theory]
    [InlineData("quantile")]
    [InlineData("sigma")]
    [InlineData("max-fraction")]
    [InlineData("pot")]
    public void Every_policy_is_known_by_its_name_and_survives_an_empty_sample(string name)
    {
        ThresholdPolicy policy = ThresholdPolicy.Parse(name);
        ScoreDistribution none = ScoreDistribution.Of([]);
        Threshold threshold = policy.Set(none, ScoreCalibration.Fit(none), .2);
        Assert.Equal((name, 1.0, .2), (threshold.Policy, threshold.Value, threshold.Floor));
    }

    [Theory]
    [InlineData("quantile", 0)]
    [InlineData("quantile", 1)]
    [InlineData("quantile", double.NaN)]
    [InlineData("sigma", -1)]
    [InlineData("max-fraction", 0)]
    [InlineData("pot", .5)]
    [InlineData("median", 1)]
    public void Unusable_settings_are_refused(string name, double parameter) =>
        Assert.Throws<ArgumentException>(() => ThresholdPolicy.Parse(name, parameter));
}

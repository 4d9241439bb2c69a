using Lad.Cli.Telemetry.Reading;
using Lad.Cli.Top;

namespace Lad.Cli.Tests.Top;

public sealed class IntervalTests
{
    [Fact]
    public void A_rate_is_the_growth_of_all_series_with_the_labels()
    {
        Interval interval = Between("a{c=\"x\",d=\"1\"} 10\na{c=\"y\",d=\"1\"} 5\n", "a{c=\"x\",d=\"1\"} 30\na{d=\"1\",c=\"y\"} 5\na{c=\"z\",d=\"2\"} 4\n", 2);

        Assert.Equal(12, interval.Rate("a"));
        Assert.Equal(10, interval.Rate("a", ("c", "x")));
        Assert.Equal(0, interval.Rate("a", ("c", "y")));
        Assert.Equal(2, interval.Rate("a", ("d", "2")));
        Assert.Equal(39, interval.Sum("a"));
    }

    [Fact]
    public void What_is_not_measured_and_what_was_seen_once_has_no_rate()
    {
        Assert.Null(Between("a 1", "a 2", 1).Rate("b"));
        Assert.Null(Between("a 1", "a 2", 1).Rate("a", ("c", "x")));
        Assert.Null(new Interval(ExpositionReader.Read("a 2"), null, TimeSpan.FromSeconds(1)).Rate("a"));
        Assert.Null(Between("a 1", "a 2", 0).Rate("a"));
    }

    [Theory]
    [InlineData("a 100", "a 7", 7)]
    [InlineData("a 100\nprocess_start_time_seconds 5", "a 107\nprocess_start_time_seconds 9", 107)]
    [InlineData("a 100\nprocess_start_time_seconds 5", "a 107\nprocess_start_time_seconds 5", 7)]
    public void After_a_restart_counting_began_at_0(string before, string now, double growth) => Assert.Equal(growth, Between(before, now, 1).Increase("a"));

    [Fact]
    public void A_histogram_of_the_time_between_is_told_by_its_labels()
    {
        const string Before = "d_bucket{c=\"x\",le=\"1\"} 5\nd_bucket{c=\"x\",le=\"+Inf\"} 5\nd_bucket{c=\"y\",le=\"1\"} 1\nd_bucket{c=\"y\",le=\"+Inf\"} 1\n";
        const string Now = "d_bucket{c=\"x\",le=\"1\"} 5\nd_bucket{c=\"x\",le=\"+Inf\"} 6\nd_bucket{c=\"y\",le=\"1\"} 4\nd_bucket{c=\"y\",le=\"+Inf\"} 4\n";

        Assert.Equal([("x", 1), ("y", 3)], Between(Before, Now, 1).Came("d").Select(one => (one["c"], (int)one.Count)));
    }

    private static Interval Between(string before, string now, double seconds) => new(ExpositionReader.Read(now), ExpositionReader.Read(before), TimeSpan.FromSeconds(seconds));
}

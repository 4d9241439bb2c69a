using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Tests.Telemetry.Reading;

public sealed class MetricHistogramTests
{
    [Fact]
    public void A_quantile_is_taken_as_spread_evenly_within_its_bucket()
    {
        MetricHistogram histogram = Read(10, 30, 40, 40);

        Assert.Equal(0.01, histogram.Quantile(0.25));
        Assert.Equal(0.055, histogram.Quantile(0.5)!.Value, 9);
        Assert.Equal(1, histogram.Quantile(1));
        Assert.Equal(0.125, histogram.Mean);
    }

    [Fact]
    public void Beyond_the_last_bound_the_quantile_is_that_bound_and_of_nothing_there_is_none()
    {
        Assert.Equal(1, Read(0, 0, 0, 5).Quantile(0.99));
        Assert.Null(Read(0, 0, 0, 0).Quantile(0.99));
        Assert.Null(Read(0, 0, 0, 0).Mean);
    }

    [Fact]
    public void Since_an_earlier_reading_only_what_came_counts_and_all_of_it_when_counting_began_anew()
    {
        MetricHistogram earlier = Read(10, 30, 40, 40), later = Read(10, 30, 50, 60);

        MetricHistogram came = later.Since(earlier);

        Assert.Equal((20, 2.5), (came.Count, came.Sum));
        Assert.Equal([0, 0, 10, 20], came.Buckets.Select(bucket => (int)bucket.Count));
        Assert.Equal(1, came.Quantile(0.5));
        Assert.Equal(40, earlier.Since(later).Count);
        Assert.Equal(60, later.Since(null).Count);
    }

    [Fact]
    public void Each_set_of_labels_is_a_histogram_and_buckets_come_in_any_order()
    {
        Exposition read = ExpositionReader.Read("""
            d_bucket{component="mask",le="+Inf"} 3
            d_bucket{component="mask",le="1"} 2
            d_bucket{component="score",le="1"} 5
            d_bucket{component="score",le="+Inf"} 5
            """);

        Assert.Equal([("mask", 3, 1d), ("score", 5, 1d)], read.Histograms("d").Select(one => (one["component"], (int)one.Count, one.Buckets[0].UpperBound)));
        Assert.Empty(read.Histograms("other"));
    }

    private static MetricHistogram Read(int first, int second, int third, int all) => Assert.Single(ExpositionReader.Read($$"""
        # TYPE d histogram
        d_bucket{le="0.01"} {{first}}
        d_bucket{le="0.1"} {{second}}
        d_bucket{le="1"} {{third}}
        d_bucket{le="+Inf"} {{all}}
        d_sum {{all * 0.125}}
        d_count {{all}}
        """).Histograms("d"));
}

using System.Diagnostics.Metrics;

namespace Lad.Cli.Tests.Telemetry.Prometheus;

public sealed class VanishedSeriesTests
{
    [Fact]
    public void What_a_gauge_no_longer_shows_is_no_longer_exported()
    {
        using var exposition = new Exposition();
        int[] partitions = [0, 1];
        exposition.Meter.CreateObservableGauge("lad.lag", () => partitions.Select(partition => new Measurement<long>(5, new KeyValuePair<string, object?>("partition", partition))));
        Assert.Contains("lad_lag{partition=\"1\"} 5", exposition.Text(), StringComparison.Ordinal);

        partitions = [0];
        string text = exposition.Text();

        Assert.Contains("lad_lag{partition=\"0\"} 5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("partition=\"1\"", text, StringComparison.Ordinal);
    }
}

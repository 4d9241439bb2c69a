namespace Lad.Cli.Tests.Observability;

public sealed class PromQlTests
{
    [Fact]
    public void Series_are_found_with_the_labels_that_select_them_and_the_function_around_them()
    {
        PromQl parsed = PromQl.Parse("""histogram_quantile(0.99, sum by (job, le) (rate(a_bucket{job=~"$job",x!="b{c(\"d"}[5m]))) / on (job) group_left b:c:d and deriv(e[1d]) offset 1h > 3 * -f""");

        Assert.Equal([("a_bucket", "job x", "rate"), ("b:c:d", "", ""), ("e", "", "deriv"), ("f", "", "")], parsed.Series.Select(series => (series.Name, string.Join(' ', series.Labels), series.Function)));
        Assert.Equal(["job", "le", "job"], parsed.Groups);
    }

    [Fact]
    public void A_rate_ends_with_its_bracket() =>
        Assert.Equal(["rate", "", "sum"], PromQl.Parse("rate(a[1m]) * b + sum without (x) (c)").Series.Select(series => series.Function));
}

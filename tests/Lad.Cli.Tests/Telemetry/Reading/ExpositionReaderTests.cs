using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Tests.Telemetry.Reading;

public sealed class ExpositionReaderTests
{
    private const string Prometheus = """
        # A comment that says nothing.
        # HELP lad_received_records_total records that the source gave\nand a \\ line
        # TYPE lad_received_records_total counter
        lad_received_records_total 1234567 1732147200000

        # TYPE lad_kafka_consumer_lag_records gauge
        lad_kafka_consumer_lag_records{topic="lad.logs",partition="0"} 12
        lad_kafka_consumer_lag_records { partition = "1" , topic = "a \"b\" \\ c\nd", } 1.5e+03
        # TYPE lad_stage_duration_seconds histogram
        lad_stage_duration_seconds_bucket{component="mask",le="0.001"} 3
        lad_stage_duration_seconds_bucket{component="mask",le="+Inf"} 4
        lad_stage_duration_seconds_sum{component="mask"} 0.25
        lad_stage_duration_seconds_count{component="mask"} 4
        untyped_thing NaN
        """;

    private const string OpenMetrics = """
        # TYPE lad_received_records counter
        # UNIT lad_received_records records
        # HELP lad_received_records records that the source gave
        lad_received_records_total 7.0
        lad_received_records_created 1732147200.5
        # TYPE target info
        target_info{service_name="lad-run"} 1
        # TYPE lad_stage_duration_seconds histogram
        lad_stage_duration_seconds_bucket{le="0.5"} 1 # {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"} 0.25 1732147200.123
        lad_stage_duration_seconds_bucket{le="+Inf"} 1.0
        lad_stage_duration_seconds_count 1
        lad_stage_duration_seconds_sum 0.25
        # EOF

        """;

    [Fact]
    public void The_text_of_Prometheus_is_read_with_its_types_labels_and_escapes()
    {
        Exposition read = ExpositionReader.Read(Prometheus);

        Assert.Equal(
            [("lad_received_records_total", MetricKind.Counter, 1), ("lad_kafka_consumer_lag_records", MetricKind.Gauge, 2), ("lad_stage_duration_seconds", MetricKind.Histogram, 4), ("untyped_thing", MetricKind.Unknown, 1)],
            read.Families.Select(family => (family.Name, family.Kind, family.Samples.Count)));
        Assert.Equal("records that the source gave\nand a \\ line", read.Families[0].Help);
        Assert.Equal(1234567, read.Sum("lad_received_records_total"));
        Assert.Equal("a \"b\" \\ c\nd", read.Samples("lad_kafka_consumer_lag_records")[1]["topic"]);
        Assert.Equal(1500, read.Sum("lad_kafka_consumer_lag_records", ("partition", "1")));
        Assert.Equal(1512, read.Sum("lad_kafka_consumer_lag_records"));
        Assert.True(double.IsNaN(read.Samples("untyped_thing")[0].Value));
        Assert.Null(read.Sum("lad_scored_records_total"));
        Assert.False(read.IsEnded);
    }

    [Fact]
    public void OpenMetrics_is_read_with_units_exemplars_and_its_end()
    {
        Exposition read = ExpositionReader.Read(OpenMetrics.ReplaceLineEndings("\r\n"));

        Assert.True(read.IsEnded);
        Assert.Equal(("records", "records that the source gave"), (read.Family("lad_received_records")!.Unit, read.Family("lad_received_records")!.Help));
        Assert.Equal(7, read.Sum("lad_received_records_total"));
        Assert.Equal((MetricKind.Info, "lad-run"), (read.Family("target")!.Kind, read.Samples("target_info")[0]["service_name"]));
        MetricExemplar exemplar = read.Samples("lad_stage_duration_seconds_bucket")[0].Exemplar!;
        Assert.Equal(("trace_id", "0af7651916cd43dd8448eb211c80319c", 0.25, 1732147200.123), (exemplar.Labels[0].Name, exemplar.Labels[0].Value, exemplar.Value, exemplar.Timestamp));
        Assert.Equal(1, Assert.Single(read.Histograms("lad_stage_duration_seconds")).Count);
    }

    [Theory]
    [InlineData("1abc 2", 1, "the name of a metric is missing")]
    [InlineData("a 1\nb", 2, "the value is missing")]
    [InlineData("a one", 1, "the value is no number")]
    [InlineData("a Infinity", 1, "the value is no number")]
    [InlineData("a 1 soon", 1, "the time is no number")]
    [InlineData("a 1 2 3", 1, "there is more behind the sample")]
    [InlineData("a{b=\"c\" 1", 1, "neither , nor } behind the label b")]
    [InlineData("a{b=\"c} 1", 1, "the value of the label b has no end")]
    [InlineData("a{b=\"\\x\"} 1", 1, "the value of the label b has an escape that is none of \\\\, \\\" and \\n")]
    [InlineData("a{b=\"\\", 1, "the value of the label b has an escape that is none of \\\\, \\\" and \\n")]
    [InlineData("a{b=c} 1", 1, "the value of the label b is not in quotes")]
    [InlineData("a{b} 1", 1, "= is missing behind the label b")]
    [InlineData("a{b=\"1\",b=\"2\"} 1", 1, "the label b comes twice")]
    [InlineData("a{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 1", 2, "a comes twice with the same labels")]
    [InlineData("# TYPE a gauge\n# TYPE a gauge\n", 2, "a has a second # TYPE")]
    [InlineData("# HELP a x\n# HELP a y\n", 2, "a has a second # HELP")]
    [InlineData("a 1\n# TYPE a gauge\n", 2, "# TYPE of a comes behind its samples")]
    [InlineData("a 1\nb 1\na{c=\"d\"} 1", 3, "a was left and comes again")]
    [InlineData("# EOF\na 1", 2, "there is more behind # EOF")]
    [InlineData("a 1 # trace", 1, "the labels of the exemplar are missing")]
    public void What_cannot_be_understood_or_contradicts_itself_is_refused_with_its_line(string text, int line, string reason)
    {
        ExpositionException refusal = Assert.Throws<ExpositionException>(() => ExpositionReader.Read(text));

        Assert.Equal(line, refusal.Line);
        Assert.StartsWith($"line {line}: {reason}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_the_limits_is_refused()
    {
        var limits = new ExpositionLimits { MaxLength = 100, MaxSamples = 3, MaxLabels = 2 };

        Assert.Equal("more than 100 characters", Refusal(new string('x', 101)));
        Assert.Equal("line 4: more than 3 samples", Refusal("a 1\nb 1\nc 1\nd 1"));
        Assert.Equal("line 1: more than 2 labels", Refusal("a{b=\"\",c=\"\",d=\"\"} 1"));

        string Refusal(string text) => Assert.Throws<ExpositionException>(() => ExpositionReader.Read(text, limits)).Message;
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# \n#\n#EOF of nothing\n")]
    [InlineData("# TYPE a wavelet\na 1")]
    public void What_says_little_is_read_all_the_same(string text) => Assert.True(ExpositionReader.Read(text).Families.Count <= 1);

    [Fact]
    public void A_sample_is_found_by_labels_only_when_it_is_the_only_one()
    {
        Exposition read = ExpositionReader.Read(Prometheus);

        Assert.True(read.TryGet("lad_kafka_consumer_lag_records", out MetricSample? first, ("topic", "lad.logs")));
        Assert.Equal(12, first.Value);
        Assert.False(read.TryGet("lad_kafka_consumer_lag_records", out _));
        Assert.False(read.TryGet("lad_kafka_consumer_lag_records", out _, ("topic", "other")));
    }
}

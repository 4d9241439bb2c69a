using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Lad.Pipeline.Telemetry;
using OpenTelemetry.Resources;

namespace Lad.Cli.Tests.Telemetry.Prometheus;

public sealed partial class ExpositionWriterTests : IDisposable
{
    private readonly Exposition exposition = new();

    private Meter Meter => exposition.Meter;

    public void Dispose() => exposition.Dispose();

    [Fact]
    public void A_counter_of_whole_numbers_ends_with_total_which_is_no_part_of_the_familys_name_in_OpenMetrics()
    {
        Counter<long> counter = Meter.CreateCounter<long>("lad.received.records", "{record}", "Records.");
        counter.Add(41);
        counter.Add(1);

        Assert.Equal("# HELP lad_received_records_total Records.\n# TYPE lad_received_records_total counter\nlad_received_records_total 42\n", exposition.Text());
        Assert.Equal("# TYPE lad_received_records counter\n# HELP lad_received_records Records.\nlad_received_records_total 42\n# EOF\n", exposition.OpenMetrics());
    }

    [Fact]
    public void A_counter_of_fractions_says_its_unit()
    {
        Meter.CreateCounter<double>("lad.busy", "s").Add(0.25);

        Assert.Equal("# TYPE lad_busy_seconds_total counter\nlad_busy_seconds_total 0.25\n", exposition.Text());
        Assert.Equal("# TYPE lad_busy_seconds counter\n# UNIT lad_busy_seconds seconds\nlad_busy_seconds_total 0.25\n# EOF\n", exposition.OpenMetrics());
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        UpDownCounter<int> up = Meter.CreateUpDownCounter<int>("lad.queue.batches", "{batch}", "Batches that wait.");
        up.Add(3);
        up.Add(-5);

        Assert.Equal("# HELP lad_queue_batches Batches that wait.\n# TYPE lad_queue_batches gauge\nlad_queue_batches -2\n", exposition.Text());
    }

    [Fact]
    public void A_gauge_has_one_sample_for_each_set_of_labels_in_their_order_and_none_for_what_is_gone()
    {
        (string Component, double Value)[] now = [("sink", double.NaN), ("mask", double.PositiveInfinity), ("parse", double.NegativeInfinity), ("encode", 1e-7), ("score", 3)];
        Meter.CreateObservableGauge("lad.load", () => now.Select(one => new Measurement<double>(one.Value, new KeyValuePair<string, object?>("component", one.Component))), "1");

        Assert.Equal(
            "# TYPE lad_load_ratio gauge\nlad_load_ratio{component=\"encode\"} 1E-07\nlad_load_ratio{component=\"mask\"} +Inf\nlad_load_ratio{component=\"parse\"} -Inf\nlad_load_ratio{component=\"score\"} 3\nlad_load_ratio{component=\"sink\"} NaN\n",
            exposition.Text());

        now = [("score", 4)];
        Assert.Equal("# TYPE lad_load_ratio gauge\n# UNIT lad_load_ratio ratio\nlad_load_ratio{component=\"score\"} 4\n# EOF\n", exposition.OpenMetrics());

        now = [];
        Assert.Equal("", exposition.Text());
    }

    [Fact]
    public void A_histogram_counts_upwards_and_OpenMetrics_has_its_bounds_as_fractions()
    {
        Histogram<double> histogram = Meter.CreateHistogram("lad.stage.duration", "s", "Time.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (double value in new[] { 0.05, 0.1, 0.5, 7 }) histogram.Record(value, new KeyValuePair<string, object?>("component", "mask"));

        Assert.Equal(
            """
            # HELP lad_stage_duration_seconds Time.
            # TYPE lad_stage_duration_seconds histogram
            lad_stage_duration_seconds_bucket{component="mask",le="0.1"} 2
            lad_stage_duration_seconds_bucket{component="mask",le="1"} 3
            lad_stage_duration_seconds_bucket{component="mask",le="+Inf"} 4
            lad_stage_duration_seconds_sum{component="mask"} 7.65
            lad_stage_duration_seconds_count{component="mask"} 4

            """,
            exposition.Text());
        Assert.Contains("lad_stage_duration_seconds_bucket{component=\"mask\",le=\"1.0\"} 3\n", exposition.OpenMetrics(), StringComparison.Ordinal);
    }

    [Fact]
    public void OpenMetrics_has_the_trace_of_a_sample_and_plain_text_has_not()
    {
        using ActivityListener listener = new() { ShouldListenTo = source => source == exposition.Instrumentation.Spans, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        Histogram<double> histogram = Meter.CreateHistogram("lad.time", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        Counter<long> counter = Meter.CreateCounter<long>("lad.done");
        string trace;
        using (Activity span = exposition.Instrumentation.Spans.StartActivity("batch")!)
        {
            trace = $"trace_id=\"{span.TraceId.ToHexString()}\",span_id=\"{span.SpanId.ToHexString()}\"";
            histogram.Record(1.5);
            counter.Add(7);
        }
        histogram.Record(0.5);

        string open = Timestamp().Replace(exposition.OpenMetrics(), "} $1 TIME\n");

        Assert.Contains("lad_time_seconds_bucket{le=\"1.0\"} 1\n", open, StringComparison.Ordinal);
        Assert.Contains($"lad_time_seconds_bucket{{le=\"2.0\"}} 2 # {{{trace}}} 1.5 TIME\n", open, StringComparison.Ordinal);
        Assert.Contains("lad_time_seconds_bucket{le=\"+Inf\"} 2\n", open, StringComparison.Ordinal);
        Assert.Contains($"lad_done_total 7 # {{{trace}}} 7 TIME\n", open, StringComparison.Ordinal);
        Assert.DoesNotContain("trace_id", exposition.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_and_meanings_are_escaped_and_names_cleaned()
    {
        Meter.CreateObservableGauge("lad.odd", () => new Measurement<int>(1, new KeyValuePair<string, object?>("a.b", "C:\\x \"y\"\nü"), new KeyValuePair<string, object?>("Z", null), new KeyValuePair<string, object?>("Q", true)), null, "A \\ and a \"quote\"\nand a line.");

        Assert.Equal(
            "# HELP lad_odd A \\\\ and a \"quote\"\\nand a line.\n# TYPE lad_odd gauge\nlad_odd{Q=\"true\",Z=\"\",a_b=\"C:\\\\x \\\"y\\\"\\nü\"} 1\n",
            exposition.Text());
        Assert.Contains("# HELP lad_odd A \\\\ and a \\\"quote\\\"\\nand a line.\n", exposition.OpenMetrics(), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_become_one_are_joined_in_the_order_of_their_names()
    {
        Meter.CreateObservableGauge("lad.joined", () => new Measurement<int>(1, new KeyValuePair<string, object?>("a_b", "2"), new KeyValuePair<string, object?>("a.b", "1")));

        Assert.Contains("lad_joined{a_b=\"1;2\"} 1\n", exposition.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Instruments_of_one_name_are_one_family_without_the_same_sample_twice_and_without_another_kind()
    {
        using var other = new Meter("another of " + Meter.Name);
        using var both = new Exposition(otherMeter: other.Name);
        KeyValuePair<string, object?> a = new("k", "a"), b = new("k", "b");
        both.Meter.CreateObservableGauge("lad.same", () => new[] { new Measurement<int>(1, a) });
        other.CreateObservableGauge("lad_same.", () => new[] { new Measurement<int>(2, a), new Measurement<int>(3, b) });
        other.CreateCounter<int>("lad.other").Add(1);
        both.Meter.CreateObservableGauge("lad.other.total", () => 9);

        string text = both.Text();

        Assert.Single(Regex.Matches(text, "# TYPE lad_other_total "));
        Assert.Single(Regex.Matches(text, "(?m)^lad_other_total "));
        Assert.Single(Regex.Matches(text, "# TYPE lad_same "));
        Assert.Single(Regex.Matches(text, "(?m)^lad_same{k=\"a\"}"));
    }

    [Fact]
    public void A_name_without_dots_stays_and_OpenMetrics_which_has_no_such_counter_says_unknown()
    {
        Meter.CreateObservableCounter("aiops_lad_train_count", () => 3L);

        Assert.Equal("# TYPE aiops_lad_train_count counter\naiops_lad_train_count 3\n", exposition.Text());
        Assert.Equal("# TYPE aiops_lad_train_count unknown\naiops_lad_train_count 3\n# EOF\n", exposition.OpenMetrics());
    }

    [Fact]
    public void An_own_name_that_ends_as_a_counters_is_a_counter_in_both_formats()
    {
        Meter.CreateObservableCounter("aiops_lad_train_count_total", () => 3L, null, "Trainings.");

        Assert.Equal("# HELP aiops_lad_train_count_total Trainings.\n# TYPE aiops_lad_train_count_total counter\naiops_lad_train_count_total 3\n", exposition.Text());
        Assert.Equal("# TYPE aiops_lad_train_count counter\n# HELP aiops_lad_train_count Trainings.\naiops_lad_train_count_total 3\n# EOF\n", exposition.OpenMetrics());
    }

    [Fact]
    public void A_reader_that_ends_while_somebody_asks_writes_its_text_once()
    {
        Meter.CreateObservableCounter("lad.done", () => 3L);

        Assert.Equal("# TYPE lad_done_total counter\nlad_done_total 3\n", exposition.TextCollectedTwice());
    }

    [Fact]
    public void A_histogram_that_counts_by_itself_is_put_together_with_its_bounds_in_order()
    {
        var histogram = new CountedHistogram(Meter, "lad_score", "Scores.", [0.5, 1, 10]);
        using (CountedHistogram.Addition addition = histogram.Begin())
        {
            foreach (double score in new[] { 0.25, 0.75, 0.75, 11 }) addition.Add(score);
        }

        Assert.Equal(
            """
            # HELP lad_score Scores.
            # TYPE lad_score histogram
            lad_score_bucket{le="0.5"} 1
            lad_score_bucket{le="1"} 3
            lad_score_bucket{le="10"} 3
            lad_score_bucket{le="+Inf"} 4
            lad_score_sum 12.75
            lad_score_count 4

            """,
            exposition.Text());
        Assert.StartsWith("# TYPE lad_score histogram\n# HELP lad_score Scores.\nlad_score_bucket{le=\"0.5\"} 1\nlad_score_bucket{le=\"1.0\"} 3\n", exposition.OpenMetrics(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_process_is_comes_first()
    {
        using var named = new Exposition(ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddAttributes([new("service.name", "lad-scorer"), new("deployment.environment", "a \"b\"")]));
        named.Meter.CreateObservableGauge("a.b", () => 1);

        Assert.StartsWith("# HELP target_info What the process is.\n# TYPE target_info gauge\ntarget_info{deployment_environment=\"a \\\"b\\\"\",service_name=\"lad-scorer\"} 1\n", named.Text(), StringComparison.Ordinal);
        Assert.StartsWith("# TYPE target info\n# HELP target What the process is.\ntarget_info{", named.OpenMetrics(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_state_is_the_same_text()
    {
        foreach (string name in new[] { "z.z", "a.a", "m.m" }) Meter.CreateObservableGauge(name, () => new[] { "9", "1", "5" }.Select(label => new Measurement<int>(1, new KeyValuePair<string, object?>("k", label))));

        string text = exposition.Text();

        Assert.Equal(text, exposition.Text());
        Assert.Equal(["a_a", "m_m", "z_z"], Regex.Matches(text, "# TYPE (\\w+)").Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex(@"\} ([0-9.]+) \d+(\.\d+)?\n")]
    private static partial Regex Timestamp();
}

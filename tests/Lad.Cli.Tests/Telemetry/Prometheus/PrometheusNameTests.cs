using Lad.Cli.Telemetry.Prometheus;

namespace Lad.Cli.Tests.Telemetry.Prometheus;

public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("lad.component.received.records", "{record}", "counter", "lad_component_received_records")]
    [InlineData("lad.received", "By", "counter", "lad_received_bytes")]
    [InlineData("lad.received.bytes", "By", "counter", "lad_received_bytes")]
    [InlineData("lad.trainings.total", "{training}", "counter", "lad_trainings")]
    [InlineData("lad.stage.duration", "s", "histogram", "lad_stage_duration_seconds")]
    [InlineData("lad.score", "1", "histogram", "lad_score")]
    [InlineData("lad.training.drift", "1", "gauge", "lad_training_drift_ratio")]
    [InlineData("lad.models", "{model}", "gauge", "lad_models")]
    [InlineData("lad.rate", "By/s", "gauge", "lad_rate_bytes_per_second")]
    [InlineData("lad.rate", "{record}/s", "gauge", "lad_rate_per_second")]
    [InlineData("process.cpu", "s", "counter", "process_cpu_seconds")]
    [InlineData("9.lives--left", "", "gauge", "_9_lives_left")]
    [InlineData("with.unit", "widget", "gauge", "with_unit_widget")]
    [InlineData("aiops_lad_train_count", "", "counter", "aiops_lad_train_count")]
    [InlineData("aiops_hist", "s", "histogram", "aiops_hist")]
    public void A_name_has_underscores_and_its_unit_once(string instrument, string unit, string kind, string expected) =>
        Assert.Equal(expected, PrometheusName.Of(instrument, unit, isGauge: kind == "gauge", isCounter: kind == "counter"));

    [Theory]
    [InlineData("http.response.status_code", "http_response_status_code")]
    [InlineData("0th", "_0th")]
    [InlineData("a:b", "a_b")]
    [InlineData("größe", "gr_e")]
    public void A_label_has_letters_digits_and_underscores(string key, string expected) => Assert.Equal(expected, PrometheusName.Label(key));
}

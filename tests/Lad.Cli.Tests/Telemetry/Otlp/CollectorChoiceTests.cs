using System.Collections;
using Lad.Cli.Configuration;
using Lad.Cli.Telemetry.Otlp;

namespace Lad.Cli.Tests.Telemetry.Otlp;

public sealed class CollectorChoiceTests
{
    private readonly Hashtable variables = [];

    [Fact]
    public void Without_a_setting_and_a_variable_there_is_none()
    {
        CollectorChoice choice = Choose(new TelemetrySettings { OtlpHeaders = "a=b" });

        Assert.False(choice.IsAny);
        Assert.Equal(TimeSpan.FromMinutes(1), choice.Interval);
    }

    [Fact]
    public void A_setting_comes_before_all_variables()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://other:1";
        variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://other:2";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = "b=2";

        CollectorChoice choice = Choose(new TelemetrySettings { OtlpEndpoint = "https://collector:4318/otlp", OtlpProtocol = "http/protobuf", OtlpHeaders = "a=1" });

        Assert.Equal(("https://collector:4318/otlp/v1/metrics", "https://collector:4318/otlp/v1/traces"), (choice.Metrics!.Endpoint.AbsoluteUri, choice.Traces!.Endpoint.AbsoluteUri));
        Assert.Equal(("a=1", "a=1", false), (choice.Metrics.Headers, choice.Traces.Headers, choice.Traces.IsGrpc));
    }

    [Fact]
    public void What_is_for_one_signal_comes_before_what_is_for_all_and_is_taken_as_it_is()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318/";
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://traces:4317";
        variables["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT"] = "250";
        variables["OTEL_EXPORTER_OTLP_COMPRESSION"] = "gzip";

        CollectorChoice choice = Choose(new TelemetrySettings());

        Assert.Equal(new Collector(new Uri("http://collector:4318/v1/metrics"), false, "", TimeSpan.FromSeconds(10), true), choice.Metrics);
        Assert.Equal(new Collector(new Uri("http://traces:4317"), true, "", TimeSpan.FromMilliseconds(250), true), choice.Traces);
        Assert.Equal("metrics to http://collector:4318/v1/metrics (http/protobuf), traces to http://traces:4317/ (gRPC)", choice.ToString());
    }

    [Fact]
    public void A_signal_can_be_turned_off()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317";
        variables["OTEL_TRACES_EXPORTER"] = "none";
        Assert.Null(Choose(new TelemetrySettings()).Traces);
        Assert.NotNull(Choose(new TelemetrySettings()).Metrics);

        variables["OTEL_SDK_DISABLED"] = "true";
        Assert.False(Choose(new TelemetrySettings()).IsAny);
    }

    [Fact]
    public void All_that_is_wrong_with_variables_is_listed_by_their_names_without_secrets()
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317/v1/traces";
        variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "collector:4317";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1m";
        Assert.Equal(
            [
                "OTEL_EXPORTER_OTLP_ENDPOINT has the path /v1/traces, and gRPC has none: leave it away, or take http/protobuf",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be a URL such as http://localhost:4317, without a user, a query or a fragment",
                "OTEL_METRIC_EXPORT_INTERVAL must be milliseconds, a whole number from 1 on",
            ],
            Faults());

        variables.Clear();
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318";
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/json";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = "Bearer hidden";
        Assert.Equal(
            ["OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf, not 'http/json'", "OTEL_EXPORTER_OTLP_HEADERS must be name=value with commas between; header 1 is not"],
            Faults());
    }

    private CollectorChoice Choose(TelemetrySettings settings) => CollectorChoice.Of(settings, variables);

    private IReadOnlyList<string> Faults() => Assert.Throws<ConfigurationException>(() => Choose(new TelemetrySettings())).Faults;
}

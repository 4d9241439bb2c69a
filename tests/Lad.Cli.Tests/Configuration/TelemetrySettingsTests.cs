using System.Collections;
using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("http://collector:4317", "grpc", null)]
    [InlineData("https://collector/otlp", "http/protobuf", null)]
    [InlineData("https://collector/otlp", "grpc", "--: Telemetry:OtlpEndpoint has the path /otlp, and gRPC has none: leave it away, or take http/protobuf")]
    [InlineData("http://collector:4318/v1/metrics", "http/protobuf", "--: Telemetry:OtlpEndpoint has the path /v1/metrics: leave what belongs to one signal away, it is appended for each")]
    public void An_endpoint_fits_its_protocol(string endpoint, string protocol, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], TelemetryFaults.Of(new TelemetrySettings { OtlpEndpoint = endpoint, OtlpProtocol = protocol }, _ => "--"));

    [Theory]
    [InlineData("", null)]
    [InlineData("authorization=Bearer%20a=b, x-tenant = shop", null)]
    [InlineData("authorization: Bearer hidden", "must be name=value with commas between; header 1 is not")]
    [InlineData("a=1,b c=hidden", "must be name=value with commas between; the name of header 2 has a character that names cannot have")]
    [InlineData("a=hidden%0d%0ax", "must be name=value with commas between; the value of header 1 has a control character")]
    public void Headers_are_pairs_and_are_not_shown(string headers, string? fault) =>
        Assert.Equal(fault is null ? [] : [$"lad.json: Telemetry:OtlpHeaders {fault}"], TelemetryFaults.Of(new TelemetrySettings { OtlpHeaders = headers }, name => name == "OtlpHeaders" ? "lad.json" : ""));

    [Fact]
    public void A_fault_says_where_the_value_came_from()
    {
        var variables = new Hashtable { ["Lad__Telemetry__OtlpEndpoint"] = "http://collector:4317/v1/traces" };

        var failure = Assert.Throws<ConfigurationException>(() => EffectiveSettings.Load(null, variables, SettingLayer.Empty));

        Assert.StartsWith("Lad__Telemetry__OtlpEndpoint: Telemetry:OtlpEndpoint has the path /v1/traces", Assert.Single(failure.Faults), StringComparison.Ordinal);
    }
}

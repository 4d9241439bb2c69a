using Lad.Cli.Telemetry.Prometheus;
using Microsoft.AspNetCore.Http;

namespace Lad.Cli.Tests.Telemetry.Prometheus;

public sealed class NegotiationTests
{
    private const string Open = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private const string Plain = "text/plain; version=0.0.4; charset=utf-8";

    [Theory]
    [InlineData(null, Plain)]
    [InlineData("*/*", Plain)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", Plain)]
    [InlineData("application/openmetrics-text", Open)]
    [InlineData("application/openmetrics-text; version=\"1.0.0\"", Open)]
    [InlineData("application/openmetrics-text;version=0.0.1", Plain)]
    [InlineData("application/openmetrics-text;q=0, text/plain;q=0.1", Plain)]
    [InlineData("text/plain;version=0.0.4;q=0.9, application/openmetrics-text;version=1.0.0;q=0.3", Plain)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", Open)]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", Open)]
    [InlineData("nonsense;;;", Plain)]
    public void The_best_of_what_is_accepted_is_answered(string? accept, string expected)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;

        Assert.Equal(expected, Negotiation.ContentType(Negotiation.Format(request)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("gzip", true)]
    [InlineData("br, GZIP;q=0.5", true)]
    [InlineData("gzip;q=0, identity", false)]
    [InlineData("zstd", false)]
    public void It_is_packed_for_whoever_takes_it(string? accept, bool expected)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Headers.AcceptEncoding = accept;

        Assert.Equal(expected, Negotiation.IsPacked(request));
    }
}

using System.Net;
using Lad.Cli.Anomalies;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Microsoft.AspNetCore.Http;

namespace Lad.Cli.Tests.Anomalies;

public sealed class AnomalyAccessTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:8080", 0)]
    [InlineData("127.0.0.1", "localhost", 0)]
    [InlineData("::1", "[::1]:8080", 0)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1:8080", 0)]
    [InlineData("10.0.0.7", "127.0.0.1:8080", 403)]
    [InlineData("10.0.0.7", "10.0.0.5:8080", 421)]
    [InlineData("127.0.0.1", "rebound.example:8080", 421)]
    [InlineData("127.0.0.1", "127.0.0.1.rebound.example", 421)]
    [InlineData("127.0.0.1", "", 421)]
    [InlineData("127.0.0.6", "127.0.0.1:8080", 403)]
    [InlineData(null, "127.0.0.1:8080", 403)]
    public void Only_this_machine_is_answered_by_its_own_names(string? from, string host, int status) => Assert.Equal(status, Refusal(from, host, toOthers: false));

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:8080")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("X-Forwarded-For", "10.0.0.7")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Envoy-Expected-Rq-Timeout-Ms", "15000")]
    [InlineData("x-real-ip", "10.0.0.7")]
    [InlineData("Forwarded", "for=10.0.0.7")]
    [InlineData("Via", "1.1 proxy")]
    public void Neither_pages_nor_who_comes_through_a_proxy_are_answered(string header, string value) => Assert.Equal(403, Refusal("127.0.0.1", "127.0.0.1", false, (header, value)));

    [Theory]
    [InlineData("127.0.0.1", "HTTP/1.1", 0)]
    [InlineData("127.0.0.1", "HTTP/2", 0)]
    [InlineData("::ffff:127.0.0.1", "HTTP/1.1", 0)]
    [InlineData("::1", "HTTP/1.1", 0)]
    [InlineData("127.0.0.1", "HTTP/1.0", 403)]
    [InlineData("10.0.0.5", "HTTP/1.1", 403)]
    [InlineData(null, "HTTP/1.1", 403)]
    public void Nor_who_asks_as_proxies_do_that_name_themselves_nowhere(string? at, string protocol, int status)
    {
        DefaultHttpContext context = Request("127.0.0.1", "127.0.0.1:8080");
        context.Connection.LocalIpAddress = at is null ? null : IPAddress.Parse(at);
        context.Request.Protocol = protocol;

        Assert.Equal(status, AnomalyAccess.Refusal(context, toOthers: false)?.Status ?? 0);
    }

    [Fact]
    public void With_the_setting_other_machines_are_answered_by_address_and_still_no_page()
    {
        Assert.Equal(0, Refusal("10.0.0.7", "10.0.0.5:8080", toOthers: true));
        Assert.Equal(0, Refusal("10.0.0.7", Environment.MachineName, toOthers: true));
        Assert.Equal(0, Refusal("10.0.0.7", "10.0.0.5:8080", true, ("Via", "1.1 proxy")));
        Assert.Equal(421, Refusal("10.0.0.7", "rebound.example", toOthers: true));
        Assert.Equal(403, Refusal("10.0.0.7", "10.0.0.5:8080", true, ("Origin", "http://10.0.0.5:8080")));
    }

    [Fact]
    public async Task The_endpoint_answers_with_json_that_nobody_keeps_and_says_why_it_does_not()
    {
        await using var endpoints = new HttpEndpoints(new ListenAddress(IPAddress.Loopback, 0));
        AnomalyRoutes.Add(endpoints, new HealthSettings(), new LatestAnomalies(TimeProvider.System));
        await endpoints.StartAsync(default);
        using var client = new HttpClient { BaseAddress = new Uri(endpoints.Address) };
        using HttpResponseMessage good = await client.GetAsync(new Uri("/anomalies", UriKind.Relative));
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/anomalies") { Headers = { Host = "rebound.example" } };
        using HttpResponseMessage bad = await client.SendAsync(forged);

        Assert.Equal("""{"anomalies":[],"left_out":0}""", await good.Content.ReadAsStringAsync());
        Assert.True(good.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", Assert.Single(good.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, bad.StatusCode);
        Assert.StartsWith("{\"error\":\"", await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static int Refusal(string? from, string host, bool toOthers, params (string Name, string Value)[] headers)
    {
        DefaultHttpContext context = Request(from, host);
        foreach ((string name, string value) in headers) context.Request.Headers[name] = value;
        return AnomalyAccess.Refusal(context, toOthers)?.Status ?? 0;
    }

    private static DefaultHttpContext Request(string? from, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
        context.Connection.LocalIpAddress = IPAddress.Loopback;
        context.Request.Protocol = "HTTP/1.1";
        context.Request.Host = new HostString(host);
        return context;
    }
}

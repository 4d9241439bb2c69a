using System.Net;
using System.Text.Json;
using Lad.Cli.Anomalies;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Tests.Top;
using Microsoft.AspNetCore.Http;

namespace Lad.Cli.Tests.Commands;

public sealed class TopCommandTests : IAsyncLifetime
{
    private const string Nobody = "127.0.0.1:1";
    private readonly HttpEndpoints endpoints = AtAnyPort();
    private readonly ServiceHealth health = new(TimeProvider.System);
    private string metrics = SampleInstance.Metrics(1);

    public async Task InitializeAsync()
    {
        HealthRoutes.Add(endpoints, health);
        AnomalyRoutes.Add(endpoints, new HealthSettings(), new LatestAnomalies(TimeProvider.System));
        endpoints.Get("/metrics", context => context.Response.WriteAsync(metrics));
        await endpoints.StartAsync(CancellationToken.None);
        health.Started();
        health.HasModel("shop", "v7");
        health.Has(HealthPart.Input, "reading lad.logs/0");
    }

    public async Task DisposeAsync() => await endpoints.DisposeAsync();

    [Fact]
    public async Task Once_prints_what_an_instance_is_at_as_text()
    {
        CommandLineResult result = await CommandLine.RunAsync("top", endpoints.Address, "--once", "--interval", "100ms");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.All(new[] { "lad-scorer 0.1.0", "ready: scoring with shop v7; reading lad.logs/0", "1,000 read = 485 scored", "version v7", "dead-letters", "LATEST ANOMALIES  none" }, part => Assert.Contains(part, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public async Task Once_as_json_is_for_programs()
    {
        CommandLineResult result = await CommandLine.RunAsync("top", endpoints.Address, "--once", "--json", "--interval", "100ms");

        JsonElement one = Assert.Single(JsonDocument.Parse(result.Output).RootElement.EnumerateArray());
        Assert.Equal(("lad-scorer", "ready", 1000, 0, 7380), (one.GetProperty("name").GetString(), one.GetProperty("status").GetString(), one.GetProperty("flow").GetProperty("received").GetInt32(),
            one.GetProperty("flow").GetProperty("received_rate").GetInt32(), one.GetProperty("models")[0].GetProperty("age").GetInt32()));
    }

    [Fact]
    public async Task One_that_does_not_answer_is_told_beside_the_others_and_ends_with_1()
    {
        CommandLineResult result = await CommandLine.RunAsync("top", endpoints.Address, Nobody, "--once", "--interval", "100ms");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("scoring with shop v7", result.Output, StringComparison.Ordinal);
        Assert.Contains("away since", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# TYPE a gauge\n# TYPE a gauge", "/metrics cannot be read: line 2: a has a second # TYPE")]
    [InlineData("<html>\u001b[2J", "/metrics cannot be read: line 1")]
    public async Task What_cannot_be_understood_is_told_and_the_rest_is_shown(string answer, string reason)
    {
        metrics = answer;

        CommandLineResult result = await CommandLine.RunAsync("top", endpoints.Address, "--once", "--interval", "100ms");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(reason, result.Output, StringComparison.Ordinal);
        Assert.Contains("scoring with shop v7", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x", "URL must be a place such as http://127.0.0.1:8080")]
    [InlineData("http://user:secret@x", "URL must be a place")]
    [InlineData("--interval 1ms", "--interval must be a duration from 100ms to 1h")]
    [InlineData("--json", "--json is for --once")]
    public async Task Wrong_usage_is_told(string arguments, string reason)
    {
        CommandLineResult result = await CommandLine.RunAsync(["top", .. arguments.Split(' ')]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.5:8080", "http://10.0.0.5:8080/")]
    [InlineData("lad-scorer:8080", "http://lad-scorer:8080/")]
    [InlineData("https://lad.example/scorer/", "https://lad.example/scorer/")]
    [InlineData("[::1]:8080", "http://[::1]:8080/")]
    [InlineData("http://x?y", null)]
    [InlineData("", null)]
    public void A_place_is_an_address_with_or_without_a_scheme(string text, string? place) => Assert.Equal(place, TopCommand.Address(text)?.ToString());

    private static HttpEndpoints AtAnyPort() => new(new ListenAddress(IPAddress.Loopback, 0));
}

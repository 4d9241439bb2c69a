using System.Net;
using System.Net.Sockets;
using System.Text;
using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Health;

namespace Lad.Cli.Tests.Health;

public sealed class HttpEndpointsTests : IAsyncLifetime, IDisposable
{
    private static readonly ListenAddress AnyPort = new(IPAddress.Loopback, 0);
    private readonly ServiceHealth health = new(TimeProvider.System);
    private readonly HttpEndpoints endpoints = new(AnyPort);
    private readonly HttpClient client = new();

    public async Task InitializeAsync()
    {
        HealthRoutes.Add(endpoints, health);
        await endpoints.StartAsync(CancellationToken.None);
        client.BaseAddress = new Uri(endpoints.Address);
    }

    public async Task DisposeAsync() => await endpoints.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Each_path_answers_with_its_own_state()
    {
        Assert.Equal((HttpStatusCode.OK, """{"status":"live","reasons":[]}"""), await AskAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync("/health/startup")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync("/health/ready")).Status);

        health.Started();
        health.Lacks(HealthPart.Model, "warming", "there is no model yet");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/health/startup")).Status);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"warming","reasons":["there is no model yet"]}"""), await AskAsync("/health/ready?verbose"));

        health.HasModel("default", "7");
        health.Has(HealthPart.Input, "reading kafka:lad.logs");
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready","reasons":["scoring with default 7","reading kafka:lad.logs"]}"""), await AskAsync("/health/ready"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/health/ready/")]
    [InlineData("/HEALTH/ready")]
    [InlineData("/health/../etc/passwd")]
    public async Task Everything_else_is_not_found(string path) => Assert.Equal((HttpStatusCode.NotFound, ""), await AskAsync(path));

    [Fact]
    public async Task It_is_read_only_and_says_nothing_of_itself_or_to_caches()
    {
        using HttpResponseMessage posted = await client.PostAsync(new Uri("/health/live", UriKind.Relative), new StringContent("x"));
        using HttpResponseMessage head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/health/live"));

        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.False(head.Headers.Contains("Server"));
        Assert.True(head.Headers.CacheControl!.NoStore);
        Assert.Equal("application/json", head.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Headers_without_end_and_a_line_without_end_are_refused()
    {
        Assert.StartsWith("HTTP/1.1 431", await SendAsync("GET /health/live HTTP/1.1\r\nHost: a\r\nX: " + new string('x', 16 << 10) + "\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414", await SendAsync("GET /" + new string('x', 4 << 10) + " HTTP/1.1\r\nHost: a\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_setting()
    {
        await using var second = new HttpEndpoints(new ListenAddress(IPAddress.Loopback, new Uri(endpoints.Address).Port));

        CommandException failure = await Assert.ThrowsAsync<CommandException>(() => second.StartAsync(CancellationToken.None));

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Equal($"cannot listen at {endpoints.Address} (Health:Listen): another process has that port", failure.Message);
    }

    [Fact]
    public async Task An_address_that_this_machine_does_not_have_is_named()
    {
        await using var elsewhere = new HttpEndpoints(new ListenAddress(IPAddress.Parse("192.0.2.1"), 0));

        CommandException failure = await Assert.ThrowsAsync<CommandException>(() => elsewhere.StartAsync(CancellationToken.None));

        Assert.Contains("this machine has no such address", failure.Message, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> SendAsync(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, client.BaseAddress!.Port);
        await using NetworkStream stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }
}

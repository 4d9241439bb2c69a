using System.Collections;
using System.Net;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Terminals;

namespace Lad.Cli.Tests.Health;

public sealed class HealthServiceTests : IDisposable
{
    private readonly StringWriter error = new();
    private readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        error.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task Nothing_listens_unless_asked_for()
    {
        Terminal terminal = Terminal();

        int exitCode = await HealthService.RunAsync(new LadSettings(), "score", terminal, given => Task.FromResult(ReferenceEquals(given, terminal) ? 7 : 0), stop.Token);

        Assert.Equal(7, exitCode);
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public async Task The_wish_to_stop_is_answered_with_draining_while_the_work_goes_on_and_with_nothing_when_it_has_ended()
    {
        var settings = new LadSettings { Health = new HealthSettings { Listen = new ListenAddress(IPAddress.Loopback, 0) } };
        using var client = new HttpClient();
        Uri? ready = null;

        int exitCode = await HealthService.RunAsync(settings, "score", Terminal(), async probed =>
        {
            string said = error.ToString();
            ready = new Uri(said[said.IndexOf("http", StringComparison.Ordinal)..].Split(',')[0].Replace("/live", "/ready", StringComparison.Ordinal));
            probed.Health.Started();
            probed.Health.Has(HealthPart.Input, "reading stdin");
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(ready)).StatusCode);
            await stop.CancelAsync();
            using HttpResponseMessage draining = await client.GetAsync(ready);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, draining.StatusCode);
            Assert.Contains("draining", await draining.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return 3;
        }, stop.Token);

        Assert.Equal(3, exitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(ready));
    }

    private Terminal Terminal() => new() { Output = TextWriter.Null, Error = error, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Variables = new Hashtable() };
}

using System.Net;
using System.Net.Http.Headers;
using Lad.FactStore.Hosting;

namespace Lad.FactStore.Tests.Hosting;

public sealed class FactStoreHostTests
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    public async Task Probes_are_answered_without_signing_in(string path)
    {
        await using TestStore store = await TestStore.StartAsync();

        using HttpResponseMessage answer = await store.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"good"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_for_people_and_a_problem_for_programs()
    {
        await using TestStore store = await TestStore.StartAsync();

        using HttpResponseMessage page = await store.Client.GetAsync("/nowhere");
        using HttpResponseMessage problem = await store.Client.GetAsync("/api/v1/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, problem.StatusCode);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        await using TestStore store = await TestStore.StartAsync();

        var refusal = await Assert.ThrowsAsync<FactStoreException>(() => FactStoreHost.StartAsync(new FactStoreOptions { Port = store.Address.Port }, store.Parts));

        Assert.Contains("another process has that port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_of_the_environment_change_nothing()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://0.0.0.0:1");
        Environment.SetEnvironmentVariable("Kestrel__Endpoints__Other__Url", "http://0.0.0.0:2");
        try
        {
            await using TestStore store = await TestStore.StartAsync();

            Assert.Equal("127.0.0.1", store.Address.Host);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
            Environment.SetEnvironmentVariable("Kestrel__Endpoints__Other__Url", null);
        }
    }

    [Fact]
    public async Task A_stream_of_events_ends_when_the_server_stops()
    {
        TestStore store = await TestStore.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/anomalies/live");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using HttpResponseMessage answer = await store.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using Stream stream = await answer.Content.ReadAsStreamAsync();

        Task stopped = store.Host.DisposeAsync().AsTask();
        // Cut off instead of ended, the reading would throw.
        await stream.CopyToAsync(Stream.Null);
        await stopped;

        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_ready()
    {
        await using TestStore store = await TestStore.StartAsync();
        await store.Parts.Database.DisposeAsync();

        using HttpResponseMessage ready = await store.Client.GetAsync("/health/ready");
        using HttpResponseMessage live = await store.Client.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("""{"status":"bad"}""", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}

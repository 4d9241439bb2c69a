using System.Net;
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
}

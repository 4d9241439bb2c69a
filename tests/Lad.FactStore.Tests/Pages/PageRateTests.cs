using Lad.FactStore.Api.Limits;
using Lad.FactStore.Pages;
using Lad.FactStore.Safety;
using Lad.Pipeline.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lad.FactStore.Tests.Pages;

public sealed class PageRateTests
{
    [Fact]
    public async Task A_viewer_who_asks_too_often_waits_and_others_do_not()
    {
        var clock = new ManualTimeProvider();
        var rate = new PageRate(new ApiLimits { RequestsPerSecond = 1, RequestsAtOnce = 2 }, clock);
        for (int i = 0; i < 2; i++) Assert.Equal("page", (await AskAsync(rate, "ann")).Answer);

        (object? answer, string wait) = await AskAsync(rate, "ann");

        Assert.Equal((429, "1"), (Assert.IsType<StatusCodeHttpResult>(answer).StatusCode, wait));
        Assert.Equal("page", (await AskAsync(rate, "rob")).Answer);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("page", (await AskAsync(rate, "ann")).Answer);
    }

    private static async Task<(object? Answer, string Wait)> AskAsync(PageRate rate, string name)
    {
        var context = new DefaultHttpContext { User = Identities.Make(new Actor(name, Role.Reader), "test") };
        object? answer = await rate.InvokeAsync(EndpointFilterInvocationContext.Create(context), _ => ValueTask.FromResult<object?>("page"));
        return (answer, context.Response.Headers.RetryAfter.ToString());
    }
}

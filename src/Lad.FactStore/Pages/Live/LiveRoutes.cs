using Lad.FactStore.Anomalies;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Live;

/// <summary>The page of the live tail; the stream itself is the API's.</summary>
internal static class LiveRoutes
{
    private const int Latest = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", Show).RequireAuthorization(Policies.Reads).ExcludeFromDescription();

    private static async Task<RazorComponentResult<LivePage>> Show(HttpContext context, AnomalyArchive archive, TimeProvider clock)
    {
        IReadOnlyList<AnomalyRecord> latest = (await archive.ListAsync(new AnomalyQuery { Limit = Latest }, context.RequestAborted)).Items;
        return new RazorComponentResult<LivePage>(new { View = new LiveView(Viewer.Of(context), clock.GetUtcNow(), latest) });
    }
}

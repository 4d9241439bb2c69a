using Lad.FactStore.Api.Limits;
using Lad.FactStore.Pages.Assets;
using Lad.FactStore.Pages.Feedback;
using Lad.FactStore.Pages.Group;
using Lad.FactStore.Pages.Groups;
using Lad.FactStore.Pages.Health;
using Lad.FactStore.Pages.Live;
using Lad.FactStore.Pages.Maps;
using Lad.FactStore.Pages.ModelVersions;
using Lad.FactStore.Pages.Predecessor;
using Lad.FactStore.Pages.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Pages;

/// <summary>The pages.</summary>
internal static class PageRoutes
{
    /// <summary>Adds the routes; parts come from the services.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        AssetRoutes.Map(routes);
        RouteGroupBuilder pages = routes.MapGroup("").AddEndpointFilter(new PageRate(routes.ServiceProvider.GetService<ApiLimits>() ?? new ApiLimits(), routes.ServiceProvider.GetRequiredService<TimeProvider>()));
        FeedbackRoutes.Map(pages);
        GroupsRoutes.Map(pages);
        ReportRoutes.Map(pages);
        GroupRoutes.Map(pages);
        ModelRoutes.Map(pages);
        MapRoutes.Map(pages);
        LiveRoutes.Map(pages);
        HealthRoutes.Map(pages);
        TrailRoutes.Map(pages);
    }
}

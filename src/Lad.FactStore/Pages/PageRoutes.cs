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
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages;

/// <summary>The pages.</summary>
internal static class PageRoutes
{
    /// <summary>Adds the routes; parts come from the services.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        AssetRoutes.Map(routes);
        FeedbackRoutes.Map(routes);
        GroupsRoutes.Map(routes);
        ReportRoutes.Map(routes);
        GroupRoutes.Map(routes);
        ModelRoutes.Map(routes);
        MapRoutes.Map(routes);
        LiveRoutes.Map(routes);
        HealthRoutes.Map(routes);
        TrailRoutes.Map(routes);
    }
}

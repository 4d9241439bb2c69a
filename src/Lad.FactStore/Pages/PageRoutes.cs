using Lad.FactStore.Pages.Assets;
using Lad.FactStore.Pages.Feedback;
using Lad.FactStore.Pages.Group;
using Lad.FactStore.Pages.Groups;
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
        GroupRoutes.Map(routes);
    }
}

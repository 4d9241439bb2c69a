using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api;

/// <summary>The API: <c>/api/v1/...</c>, its description at <c>/api/v1/openapi.json</c>, and the predecessor's three.</summary>
internal static class ApiRoutes
{
    /// <summary>Adds the routes; parts come from the services.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes;
    }
}

using Lad.FactStore.Api.Anomalies;
using Lad.FactStore.Api.Description;
using Lad.FactStore.Api.Feedback;
using Lad.FactStore.Api.Groups;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Models;
using Lad.FactStore.Api.Predecessor;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Api;

/// <summary>The API: <c>/api/v1/...</c>, its description at <c>/api/v1/openapi.json</c>, and the predecessor's three.</summary>
internal static class ApiRoutes
{
    /// <summary>Where the paths of this version begin.</summary>
    public const string Prefix = "/api/v1";

    /// <summary>Adds the routes; parts come from the services.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiLimits limits = routes.ServiceProvider.GetService<ApiLimits>() ?? new ApiLimits();
        var faults = new FaultFilter(routes.ServiceProvider.GetRequiredService<ILogger<FaultFilter>>());
        var rate = new RequestRate(limits, routes.ServiceProvider.GetRequiredService<TimeProvider>());
        RouteGroupBuilder version = routes.MapGroup(Prefix).AddEndpointFilter(faults).AddEndpointFilter(rate);
        GroupEndpoints.Map(version);
        AnomalyEndpoints.Map(version, limits);
        FeedbackEndpoints.Map(version);
        ModelEndpoints.Map(version);
        StatusEndpoints.Map(version);
        DescriptionEndpoint.Map(version);
        PredecessorEndpoints.Map(routes.MapGroup("/api").AddEndpointFilter(faults).AddEndpointFilter(rate));
    }
}

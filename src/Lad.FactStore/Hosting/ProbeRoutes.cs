using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Hosting;

/// <summary>The paths that probes ask, without signing in: a status and nothing else.</summary>
internal static class ProbeRoutes
{
    public const string Prefix = "/health";

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (string path in (string[])["/live", "/ready", "/startup"])
            routes.MapMethods(Prefix + path, [HttpMethods.Get, HttpMethods.Head], () => Results.Json(new Probe("good"))).AllowAnonymous();
    }

    private sealed record Probe(string Status);
}

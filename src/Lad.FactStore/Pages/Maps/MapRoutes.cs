using Lad.FactStore.Anomalies;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Pages.ModelVersions;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.Pipeline.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Maps;

/// <summary>The page of a model's map.</summary>
internal static class MapRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/models/{name}/map", Show).RequireAuthorization(Policies.Reads).ExcludeFromDescription();

    private static async Task<IResult> Show(string name, string? span, HttpContext context, FactStoreParts parts)
    {
        try
        {
            if (parts.Models is not { } catalogue) throw new UnknownModelException("The store was not told where models are.");
            ModelMap map = await catalogue.MapAsync(name, null, context.RequestAborted);
            LookBack back = LookBack.Named(span);
            DateTimeOffset now = parts.Clock.GetUtcNow();
            string model = $"{name}/{map.Landscape.Model.Metadata.Version}";
            IReadOnlyList<UnitCount> units = await parts.Archive.UnitsAsync(model, back.Length is { } length ? now - length : DateTimeOffset.UnixEpoch, context.RequestAborted);
            UnitCount[] inside = [.. units.Where(unit => unit.Row >= 0 && unit.Row < map.Landscape.Rows && unit.Column >= 0 && unit.Column < map.Landscape.Columns)];
            return new RazorComponentResult<MapPage>(new { View = new MapView(Viewer.Of(context), now, name, map, inside, back) });
        }
        catch (Exception failure) when (failure is UnknownModelException or ModelStoreException)
        {
            return ModelRoutes.Refused(context, failure);
        }
    }
}

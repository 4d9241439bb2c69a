using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Lad.FactStore.Pages.Assets;

/// <summary>Serves the assets, to anyone: the page to sign in needs them too.</summary>
internal static class AssetRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", Serve).AllowAnonymous().ExcludeFromDescription();

    private static IResult Serve(string name, string? v, HttpContext context)
    {
        if (PageAssets.Find(name) is not { } asset) return Results.NotFound();
        context.Response.Headers.CacheControl = v == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        bool packed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed) context.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(packed ? asset.Packed : asset.Content, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{(packed ? "-gzip" : "")}\""));
    }
}

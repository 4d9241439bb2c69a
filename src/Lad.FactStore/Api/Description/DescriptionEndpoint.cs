using System.Security.Cryptography;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Description;

/// <summary>The description of the API, which is part of the program.</summary>
internal static class DescriptionEndpoint
{
    private static readonly byte[] Document = Read();
    private static readonly string Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Document))[..32]}\"";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/openapi.json", Answer).RequireAuthorization(Policies.Reads);

    private static IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = Tag;
        return context.Request.Headers.IfNoneMatch.Contains(Tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(Document, "application/json");
    }

    private static byte[] Read()
    {
        using Stream stream = typeof(DescriptionEndpoint).Assembly.GetManifestResourceStream("openapi.json") ?? throw new InvalidOperationException("openapi.json is no part of the program.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

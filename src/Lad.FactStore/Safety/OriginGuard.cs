using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lad.FactStore.Safety;

/// <summary>
/// Answers only what was asked of this server by its own name, and not what a page of another origin asks for: browsers say where a request comes from (<c>Sec-Fetch-Site</c>, <c>Origin</c>, <c>Referer</c>), and programs say nothing.
/// A link from elsewhere may lead here; a form, a script or a frame from elsewhere may not.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, FactStoreOptions options, OwnNames names)
{
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string spoken = request.Scheme;
        // Behind a proxy that speaks HTTPS for it, what is made here (cookies, addresses) is for HTTPS.
        if (options.IsSecure) request.Scheme = Uri.UriSchemeHttps;
        if (request.Path.StartsWithSegments(ProbeRoutes.Prefix, StringComparison.Ordinal)) return next(context);
        if (!names.Has(request.Host))
            return FailureText.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "This server is not known by that name. If it should be, add the name to FactStore:Hosts, or set FactStore:PublicUrl.");
        if (!options.RequiresSignIn && IsProxied(request.Headers))
            return FailureText.WriteAsync(context, StatusCodes.Status403Forbidden, "This came through a proxy, and nobody has to sign in here. Before others reach the store, name who may enter: FactStore:TokenFile or FactStore:Authority.");
        return IsForeign(request, spoken)
            ? FailureText.WriteAsync(context, StatusCodes.Status403Forbidden, "This was asked for by a page of another origin. Open the store's own page, and do it there.")
            : next(context);
    }

    /// <summary>Whether a method changes nothing.</summary>
    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    /// <summary>Whether a browser said where the request comes from.</summary>
    public static bool IsOriginKnown(IHeaderDictionary headers) => headers.Origin.Count > 0 || headers["Sec-Fetch-Site"].Count > 0 || headers.Referer.Count > 0;

    private static bool IsProxied(IHeaderDictionary headers) =>
        headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("X-Forwarded-Host") || headers.ContainsKey("X-Real-IP") || headers.ContainsKey("Forwarded") || headers.ContainsKey("Via");

    private bool IsForeign(HttpRequest request, string spoken)
    {
        IHeaderDictionary headers = request.Headers;
        bool isSafe = IsSafe(request.Method);
        StringValues site = headers["Sec-Fetch-Site"], origin = headers.Origin;
        if (site.Count > 1 || origin.Count > 1) return true;
        bool isLink = isSafe && headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Dest"] == "document";
        if (site.Count == 1 && site != "same-origin" && site != "none" && !isLink) return true;
        if (origin.Count == 1 && !names.IsOwn(origin.ToString(), spoken, request.Host)) return true;
        return !isSafe && site.Count == 0 && origin.Count == 0 && headers.Referer.Count > 0 && !names.IsOwnPage(headers.Referer.ToString(), spoken, request.Host);
    }
}

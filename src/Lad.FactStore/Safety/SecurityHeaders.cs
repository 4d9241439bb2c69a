using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>Headers that every answer carries: nothing foreign is loaded, framed, sniffed or told where the reader came from, and nothing but assets is kept.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, FactStoreOptions options)
{
    /// <summary>What a page may load and do: its own files, and no script or style in its text.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    private Task Set(object state)
    {
        var context = (HttpContext)state;
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not "no-referrer": with that, browsers call the origin of a page's own form "null", as they do a stranger's.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (options.IsSecure) headers.StrictTransportSecurity = "max-age=31536000";
        if (headers.CacheControl.Count == 0 || !context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

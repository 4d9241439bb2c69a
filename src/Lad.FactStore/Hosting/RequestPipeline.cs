using Lad.FactStore.Api;
using Lad.FactStore.Pages;
using Lad.FactStore.Safety;
using Lad.FactStore.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Lad.FactStore.Hosting;

/// <summary>The way of a request through the server: what all have in common comes before the routes.</summary>
internal static class RequestPipeline
{
    /// <summary>Lays the way.</summary>
    public static void Use(WebApplication application, FactStoreOptions options)
    {
        application.UseMiddleware<RequestSpan>();
        application.UseMiddleware<SecurityHeaders>();
        application.UseMiddleware<FailureAnswers>();
        if (options.Proxies.Count > 0) application.UseForwardedHeaders(Forwarded(options));
        application.UseMiddleware<OriginGuard>();
        application.UseMiddleware<StreamEnd>();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseMiddleware<ChangeGuard>();
        application.UseAntiforgery();
        ProbeRoutes.Map(application);
        SignInRoutes.Map(application, options);
        ApiRoutes.Map(application);
        PageRoutes.Map(application);
    }

    // The address alone: the scheme and the name are PublicUrl's to say, whatever a proxy passes on.
    private static ForwardedHeadersOptions Forwarded(FactStoreOptions options)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork proxy in options.Proxies) forwarded.KnownIPNetworks.Add(proxy);
        return forwarded;
    }
}

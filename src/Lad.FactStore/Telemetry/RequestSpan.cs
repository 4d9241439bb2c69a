using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Telemetry;

/// <summary>Gives ASP.NET's span of a request its name and what it is about, by OpenTelemetry's conventions: the route's template and the status; no query, which may hold what people looked for.</summary>
internal sealed class RequestSpan(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context).ConfigureAwait(false);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span) Describe(span, context);
    }

    private static void Describe(Activity span, HttpContext context)
    {
        string method = context.Request.Method, path = context.Request.Path.Value ?? "";
        int status = context.Response.StatusCode;
        span.SetTag("http.request.method", method).SetTag("url.path", path).SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is not { } route)
        {
            span.DisplayName = "HTTP";
            return;
        }
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.route", route);
    }
}

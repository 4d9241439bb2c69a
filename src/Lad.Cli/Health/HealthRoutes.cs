using Microsoft.AspNetCore.Http;

namespace Lad.Cli.Health;

/// <summary>The paths that probes ask.</summary>
internal static class HealthRoutes
{
    /// <summary>Whether a restart would help.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether it does its work.</summary>
    public const string Ready = "/health/ready";

    /// <summary>Whether it has begun.</summary>
    public const string Startup = "/health/startup";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Live, Ready, Startup];

    /// <summary>Answers for a service.</summary>
    public static void Add(HttpEndpoints endpoints, ServiceHealth health)
    {
        endpoints.Get(Live, context => AnswerAsync(context, health.Live()));
        endpoints.Get(Ready, context => AnswerAsync(context, health.Ready()));
        endpoints.Get(Startup, context => AnswerAsync(context, health.Startup()));
    }

    private static Task AnswerAsync(HttpContext context, HealthReport report)
    {
        byte[] body = report.ToJson();
        context.Response.StatusCode = report.IsGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }
}

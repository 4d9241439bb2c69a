using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Microsoft.AspNetCore.Http;

namespace Lad.Cli.Anomalies;

/// <summary>Answers with the latest anomalies, where probes are answered: to this machine alone, unless the settings say otherwise.</summary>
internal static class AnomalyRoutes
{
    /// <summary>The path.</summary>
    public const string Latest = "/anomalies";

    /// <summary>Answers for an instance.</summary>
    /// <param name="endpoints">Where.</param>
    /// <param name="settings">Who is answered.</param>
    /// <param name="anomalies">What is answered with.</param>
    public static void Add(HttpEndpoints endpoints, HealthSettings settings, LatestAnomalies anomalies) =>
        endpoints.Get(Latest, context => AnswerAsync(context, AnomalyAccess.Refusal(context, settings.ShowMessages), anomalies));

    private static Task AnswerAsync(HttpContext context, AccessRefusal? refusal, LatestAnomalies anomalies)
    {
        HttpResponse response = context.Response;
        byte[] body = refusal is null ? AnomalyJson.Write(anomalies.Take(), anomalies.LeftOut) : AnomalyJson.Write(refusal.Reason);
        response.StatusCode = refusal?.Status ?? StatusCodes.Status200OK;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
    }
}

using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>Single anomalies, and what comes in.</summary>
internal static class AnomalyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ApiLimits limits)
    {
        var live = new LiveStream(limits);
        RouteGroupBuilder anomalies = routes.MapGroup("/anomalies").RequireAuthorization(Policies.Reads);
        anomalies.MapGet("", (HttpContext context, FactStoreParts parts) => ListAsync(context, parts, AnomalyQueries.Read(ParameterReader.Query(context), searches: false)));
        anomalies.MapPost("/search", async (HttpContext context, FactStoreParts parts) =>
            await ListAsync(context, parts, AnomalyQueries.Read(await ParameterReader.BodyAsync(context).ConfigureAwait(false), searches: true)).ConfigureAwait(false));
        anomalies.MapGet("/live", live.AnswerAsync);
        anomalies.MapGet("/{event}", OneAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, FactStoreParts parts, AnomalyQuery query)
    {
        Storage.Page<AnomalyRecord> page = await PageAnswer.AskAsync(parts.Archive.ListAsync(query, context.RequestAborted)).ConfigureAwait(false);
        return ApiResult.Json(PageAnswer.Of(page, AnomalyAnswer.Of), ApiJson.Default.PageAnswerAnomalyAnswer);
    }

    private static async Task<IResult> OneAsync(HttpContext context, FactStoreParts parts, string @event)
    {
        string id = PathText.Event(@event);
        ParameterReader.Query(context).End();
        AnomalyRecord anomaly = await parts.Archive.FindAsync(id, context.RequestAborted).ConfigureAwait(false) ?? throw ProblemException.NotFound("No anomaly of this event is kept.");
        return ApiResult.Json(AnomalyAnswer.Of(anomaly), ApiJson.Default.AnomalyAnswer);
    }
}

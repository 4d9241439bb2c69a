using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Status;

/// <summary>How the store is, who did what, and which services there are.</summary>
internal static class StatusEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/status", StatusAsync).RequireAuthorization(Policies.Reads);
        routes.MapGet("/audit", AuditAsync).RequireAuthorization(Policies.Reads);
        routes.MapGet("/services", ServicesAsync).RequireAuthorization(Policies.Reads);
    }

    private static async Task<IResult> StatusAsync(HttpContext context, FactStoreParts parts)
    {
        ParameterReader.Query(context).End();
        (long entries, TimeSpan age) = await parts.Ledger.BacklogAsync(context.RequestAborted).ConfigureAwait(false);
        return ApiResult.Json(StatusAnswer.Of(parts.Status.Snapshot(), parts.Database.Name, entries, age), ApiJson.Default.StatusAnswer);
    }

    private static async Task<IResult> AuditAsync(HttpContext context, FactStoreParts parts)
    {
        ParameterReader parameters = ParameterReader.Query(context);
        string? after = parameters.Text("after", 1_024);
        int limit = parameters.Number("limit", 100, 1, 1_000);
        parameters.End();
        return ApiResult.Json(PageAnswer.Of(await parts.Audit.ListAsync(after, limit, context.RequestAborted).ConfigureAwait(false), entry => entry), ApiJson.Default.PageAnswerAuditEntry);
    }

    private static async Task<IResult> ServicesAsync(HttpContext context, FactStoreParts parts)
    {
        ParameterReader.Query(context).End();
        return ApiResult.Json(new ListAnswer<string>(await parts.Archive.ServicesAsync(context.RequestAborted).ConfigureAwait(false)), ApiJson.Default.ListAnswerString);
    }
}

using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Groups;

/// <summary>What is unusual, by template.</summary>
internal static class GroupEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder groups = routes.MapGroup("/groups").RequireAuthorization(Policies.Reads);
        groups.MapGet("", (HttpContext context, FactStoreParts parts) => ListAsync(context, parts, GroupQueries.Read(ParameterReader.Query(context), searches: false)));
        groups.MapPost("/search", async (HttpContext context, FactStoreParts parts) =>
            await ListAsync(context, parts, GroupQueries.Read(await ParameterReader.BodyAsync(context).ConfigureAwait(false), searches: true)).ConfigureAwait(false));
        groups.MapGet("/{fingerprint}", OneAsync);
        groups.MapGet("/{fingerprint}/rate", RateEndpoint.AnswerAsync);
        groups.MapGet("/{fingerprint}/history", HistoryAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, FactStoreParts parts, GroupQuery query)
    {
        Storage.Page<AnomalyGroup> page = await PageAnswer.AskAsync(parts.Archive.GroupsAsync(query, context.RequestAborted)).ConfigureAwait(false);
        return ApiResult.Json(PageAnswer.Of(page, GroupAnswer.Of), ApiJson.Default.PageAnswerGroupAnswer);
    }

    private static async Task<IResult> OneAsync(HttpContext context, FactStoreParts parts, string fingerprint)
    {
        ulong identity = PathText.Fingerprint(fingerprint);
        ParameterReader parameters = ParameterReader.Query(context);
        string? service = parameters.Text("service");
        parameters.End();
        IReadOnlyList<AnomalyGroup> groups = service is null
            ? await parts.Archive.GroupsOfAsync(identity, cancellation: context.RequestAborted).ConfigureAwait(false)
            : await parts.Archive.GroupAsync(new GroupKey(identity, service), context.RequestAborted).ConfigureAwait(false) is { } one ? [one] : [];
        FeedbackState? state = await parts.Ledger.StateAsync(identity, context.RequestAborted).ConfigureAwait(false);
        if (groups.Count == 0 && (state is null || service is not null)) throw ProblemException.NotFound("No anomaly of this template is kept, and nobody said anything of it.");
        return ApiResult.Json(new FingerprintAnswer(FingerprintText.Write(identity), [.. groups.Select(GroupAnswer.Of)], state is { IsEmpty: false } ? state : null), ApiJson.Default.FingerprintAnswer);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, FactStoreParts parts, string fingerprint)
    {
        ulong identity = PathText.Fingerprint(fingerprint);
        ParameterReader.Query(context).End();
        IReadOnlyList<FeedbackStatement> history = await parts.Ledger.HistoryAsync(identity, context.RequestAborted).ConfigureAwait(false);
        FeedbackState? state = history.Count == 0 ? null : FeedbackState.Of(history);
        return ApiResult.Json(new HistoryAnswer(FingerprintText.Write(identity), history, state is { IsEmpty: false } ? state : null), ApiJson.Default.HistoryAnswer);
    }
}

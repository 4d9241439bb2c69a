using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Feedback;

/// <summary>What people say of templates.</summary>
internal static class FeedbackEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder feedback = routes.MapGroup("/feedback");
        feedback.MapGet("", ListAsync).RequireAuthorization(Policies.Reads);
        feedback.MapPost("", AddAsync).RequireAuthorization(Policies.Edits);
        feedback.MapGet("/export", FeedbackExport.AnswerAsync).RequireAuthorization(Policies.Reads);
        feedback.MapPost("/import", FeedbackImport.AnswerAsync).RequireAuthorization(Policies.Edits);
        feedback.MapGet("/{number}", OneAsync).RequireAuthorization(Policies.Reads);
        feedback.MapPost("/{number}/retraction", RetractAsync).RequireAuthorization(Policies.Edits);
    }

    private static async Task<IResult> ListAsync(HttpContext context, FactStoreParts parts)
    {
        ParameterReader parameters = ParameterReader.Query(context);
        var query = new FeedbackQuery
        {
            Fingerprint = parameters.Fingerprint("fingerprint"),
            Kind = Kind(parameters),
            InForce = parameters.Flag("inForce", usual: false),
            OldestFirst = parameters.Choice("order", false, ("newest", false), ("oldest", true)),
            After = parameters.Text("after", 1_024),
            Limit = parameters.Number("limit", 100, 1, 1_000),
        };
        parameters.End();
        return ApiResult.Json(PageAnswer.Of(await parts.Ledger.ListAsync(query, context.RequestAborted).ConfigureAwait(false), statement => statement), ApiJson.Default.PageAnswerFeedbackStatement);
    }

    private static async Task<IResult> AddAsync(HttpContext context, FactStoreParts parts)
    {
        var actor = Actor.Of(context);
        string name = RequestName.Of(context, actor);
        StatementRequest request = await BodyReader.ReadAsync(context, ApiJson.Default.StatementRequest, ApiLimits.MaxBody).ConfigureAwait(false);
        FeedbackDraft draft = await Drafting.OfAsync(request, parts, context.RequestAborted).ConfigureAwait(false) with { RequestId = name };
        return await AppendAsync(context, parts, draft, actor).ConfigureAwait(false);
    }

    private static async Task<IResult> OneAsync(HttpContext context, FactStoreParts parts, string number)
    {
        ParameterReader.Query(context).End();
        return ApiResult.Json(await FindAsync(context, parts, number).ConfigureAwait(false), ApiJson.Default.FeedbackStatement);
    }

    private static async Task<IResult> RetractAsync(HttpContext context, FactStoreParts parts, string number)
    {
        var actor = Actor.Of(context);
        string name = RequestName.Of(context, actor);
        RetractionRequest request = context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false } ? new() : await BodyReader.ReadAsync(context, ApiJson.Default.RetractionRequest, ApiLimits.MaxBody).ConfigureAwait(false);
        FeedbackStatement statement = await FindAsync(context, parts, number).ConfigureAwait(false);
        var draft = new FeedbackDraft { Fingerprint = statement.Fingerprint, Kind = FeedbackKind.Retraction, Retracts = statement.Sequence, Reason = request.Reason ?? "", RequestId = name };
        return await AppendAsync(context, parts, draft, actor).ConfigureAwait(false);
    }

    private static async Task<IResult> AppendAsync(HttpContext context, FactStoreParts parts, FeedbackDraft draft, Actor actor)
    {
        FeedbackEntry entry;
        try
        {
            entry = await parts.Ledger.AppendAsync(draft, actor, context.RequestAborted).ConfigureAwait(false);
        }
        catch (FeedbackRefusedException refusal) when (refusal.Field == "requestId")
        {
            throw ProblemException.Refused(RequestName.Header, refusal.Message);
        }

        return ApiResult.Created(context, $"{ApiRoutes.Prefix}/feedback/{entry.Statement.Sequence}", entry, ApiJson.Default.FeedbackEntry);
    }

    private static async Task<FeedbackStatement> FindAsync(HttpContext context, FactStoreParts parts, string number) =>
        await parts.Ledger.FindAsync(PathText.Number(number), context.RequestAborted).ConfigureAwait(false) ?? throw ProblemException.NotFound("There is no statement with this number.");

    private static FeedbackKind? Kind(ParameterReader parameters) => parameters.Choice<FeedbackKind?>("kind", null, ("false-positive", FeedbackKind.FalsePositive), ("true-positive", FeedbackKind.TruePositive),
        ("snooze", FeedbackKind.Snooze), ("schedule", FeedbackKind.Schedule), ("retraction", FeedbackKind.Retraction));
}

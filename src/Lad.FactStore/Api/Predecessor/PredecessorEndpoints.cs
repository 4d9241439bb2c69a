using System.Globalization;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Predecessor;

/// <summary>The three endpoints of the predecessor's fact store, for clients that know these.</summary>
internal static class PredecessorEndpoints
{
    /// <summary>Judgements of a kind that are listed, the latest.</summary>
    private const int Most = 10_000, PageSize = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metadata", MetadataAsync).RequireAuthorization(Policies.Reads);
        routes.MapGet("/false_positive", FalsePositivesAsync).RequireAuthorization(Policies.Reads);
        routes.MapPost("/feedback", TakeAsync).RequireAuthorization(Policies.Edits);
    }

    private static async Task<IResult> MetadataAsync(HttpContext context, FactStoreParts parts)
    {
        List<FeedbackStatement> judgements = [.. await InForceAsync(parts, FeedbackKind.FalsePositive, context).ConfigureAwait(false), .. await InForceAsync(parts, FeedbackKind.TruePositive, context).ConfigureAwait(false)];
        return ApiResult.Json(new MetadataAnswer([.. judgements.OrderBy(statement => statement.Sequence).Select(Report)]), ApiJson.Default.MetadataAnswer);
    }

    private static async Task<IResult> FalsePositivesAsync(HttpContext context, FactStoreParts parts)
    {
        IReadOnlyList<FeedbackStatement> judgements = await InForceAsync(parts, FeedbackKind.FalsePositive, context).ConfigureAwait(false);
        return ApiResult.Json(new FalsePositiveAnswer([.. judgements.Select(statement => statement.Message).Where(message => message.Length > 0).Distinct(StringComparer.Ordinal)]), ApiJson.Default.FalsePositiveAnswer);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, FactStoreParts parts)
    {
        try
        {
            ReportedFeedback report = await ReportReader.ReadAsync(context).ConfigureAwait(false);
            var taker = new ReportTaker(parts);
            FeedbackDraft draft = await taker.DraftAsync(report, context.RequestAborted).ConfigureAwait(false)
                ?? throw new ProblemException(StatusCodes.Status404NotFound, "The anomaly of this lad_id is not kept, and no model in force can tell the template of the message.");
            await taker.TakeAsync(draft, Actor.Of(context), context.RequestAborted).ConfigureAwait(false);
            return ApiResult.Json(new OutcomeAnswer { FeedbackService = "success" }, ApiJson.Default.OutcomeAnswer);
        }
        catch (ProblemException fault)
        {
            return Failure(fault.Status, fault.Message);
        }
        catch (FeedbackRefusedException fault)
        {
            return Failure(StatusCodes.Status422UnprocessableEntity, fault.Message);
        }
        catch (Exception fault) when (fault is FactStoreException or ModelStoreException)
        {
            context.Response.Headers.RetryAfter = "5";
            return Failure(StatusCodes.Status503ServiceUnavailable, fault.Message);
        }
    }

    private static IResult Failure(int status, string message) => ApiResult.Json(new OutcomeAnswer { FeedbackService = "failure", ErrorMessage = message }, ApiJson.Default.OutcomeAnswer, status);

    private static ReportAnswer Report(FeedbackStatement statement) => new()
    {
        Id = statement.Sequence,
        PredictId = statement.EventId is { Length: 32 } id ? $"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}" : statement.EventId,
        Message = statement.Message,
        ReportedAnomalyStatus = statement.Kind == FeedbackKind.TruePositive,
        CreatedDate = statement.At.UtcDateTime.ToString("r", CultureInfo.InvariantCulture),
        CustomerId = statement.Service,
    };

    /// <summary>Judgements of a kind in force, the latest first.</summary>
    private static async Task<IReadOnlyList<FeedbackStatement>> InForceAsync(FactStoreParts parts, FeedbackKind kind, HttpContext context)
    {
        List<FeedbackStatement> found = [];
        string? after = null;
        do
        {
            Storage.Page<FeedbackStatement> page = await parts.Ledger.ListAsync(new FeedbackQuery { Kind = kind, InForce = true, After = after, Limit = PageSize }, context.RequestAborted).ConfigureAwait(false);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && found.Count < Most);
        return found;
    }
}

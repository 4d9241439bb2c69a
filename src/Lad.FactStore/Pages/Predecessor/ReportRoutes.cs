using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Predecessor;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Pages.Predecessor;

/// <summary>Links of the predecessor's e-mails, <c>/?lad_id=...&amp;is_anomaly=False&amp;message=...</c>: they lead to a page that asks, and its form says it.</summary>
internal static class ReportRoutes
{
    /// <summary>Where the form goes.</summary>
    public const string Path = "/reported";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, SayAsync).RequireAuthorization(Policies.Edits).AddEndpointFilter(FormFilter.Only).ExcludeFromDescription();

    /// <summary>Shows the page when the first page's address is such a link.</summary>
    public static async ValueTask<object?> Links(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        IQueryCollection query = context.HttpContext.Request.Query;
        if (!query.ContainsKey("lad_id")) return await next(context).ConfigureAwait(false);
        // Whatever a link says of it, an unclear one asks about a false positive: that is what they were for.
        bool isAnomaly = string.Equals(query["is_anomaly"], "True", StringComparison.OrdinalIgnoreCase);
        string id = Bounded(query["lad_id"].ToString(), ReportedFeedback.MaxId), message = Bounded(query["message"].ToString(), FeedbackStatement.MaxMessage);
        return await ShowAsync(context.HttpContext, new ReportedFeedback(id, isAnomaly, message)).ConfigureAwait(false);
    }

    private static async Task<RazorComponentResult<ReportPage>> ShowAsync(HttpContext context, ReportedFeedback report)
    {
        FactStoreParts parts = context.RequestServices.GetRequiredService<FactStoreParts>();
        AnomalyRecord? anomaly = EventText.Read(report.LadId) is { } id ? await parts.Archive.FindAsync(id, context.RequestAborted).ConfigureAwait(false) : null;
        var view = new ReportView
        {
            Viewer = Viewer.Of(context),
            Now = parts.Clock.GetUtcNow(),
            Report = report,
            Anomaly = anomaly,
            CanBeSaid = anomaly is not null || await new ReportTaker(parts).DraftAsync(report, context.RequestAborted).ConfigureAwait(false) is not null,
        };
        return new RazorComponentResult<ReportPage>(new { View = view });
    }

    private static async Task<IResult> SayAsync(HttpContext context, FactStoreParts parts)
    {
        try
        {
            var taker = new ReportTaker(parts);
            FeedbackDraft? draft = await taker.DraftAsync(await ReportReader.ReadAsync(context).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);
            if (draft is null) return Refused(context, StatusCodes.Status404NotFound, "The anomaly is not kept any more, and no model in force knows its message.");
            FeedbackStatement statement = await taker.TakeAsync(draft, Actor.Of(context), context.RequestAborted).ConfigureAwait(false);
            return new SeeOther(string.Create(CultureInfo.InvariantCulture, $"/?said={Words.Hex(statement.Fingerprint)}.{statement.Sequence}"));
        }
        catch (ProblemException fault)
        {
            return Refused(context, fault.Status, fault.Message);
        }
        catch (FeedbackRefusedException fault)
        {
            return Refused(context, StatusCodes.Status422UnprocessableEntity, fault.Message);
        }
    }

    private static RazorComponentResult<RefusedPage> Refused(HttpContext context, int status, string sentence) =>
        new(new { Viewer = Viewer.Of(context), Title = "Nothing was said", Sentence = sentence }) { StatusCode = status };

    private static string Bounded(string text, int most) => text.Length <= most ? text : text[..most];
}

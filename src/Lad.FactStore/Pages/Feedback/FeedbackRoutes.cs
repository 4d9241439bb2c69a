using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>Takes what the pages' forms say of groups. A browser is sent back to where it was; a script gets JSON.</summary>
internal static class FeedbackRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/feedback", Say).RequireAuthorization(Policies.Edits).AddEndpointFilter(FormFilter.Only).ExcludeFromDescription();

    /// <summary>What was just said, when the address names its statement.</summary>
    public static async Task<Said?> SaidAsync(HttpContext context, FeedbackLedger ledger)
    {
        if (context.Request.Query["said"] is not [{ } text] || text.Split('.') is not [{ Length: 16 } hex, { Length: < 20 } digits]) return null;
        if (!ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong fingerprint) || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return null;
        IReadOnlyList<FeedbackStatement> history = await ledger.HistoryAsync(fingerprint, context.RequestAborted);
        return history.FirstOrDefault(statement => statement.Sequence == number) is { } statement ? Said.Of(statement, statement.Service) : null;
    }

    private static async Task<IResult> Say(HttpContext context, FeedbackLedger ledger, AnomalyArchive archive, TimeProvider clock)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        bool script = context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        try
        {
            if (!Mark.TryParse(form["mark"].ToString(), out Mark mark)) throw new FeedbackRefusedException("fingerprint", "The form does not say which group is meant.");
            AnomalyRecord? latest = (await archive.GroupAsync(mark.Group, context.RequestAborted))?.Latest;
            FeedbackEntry entry = await Judgement.SayAsync(ledger, FeedbackForm.Draft(mark, form, latest, clock.GetUtcNow()), Actor.Of(context), context.RequestAborted);
            return script ? Results.Json(FeedbackAnswer.Of(entry, mark.Group.Service, clock.GetUtcNow()), FeedbackAnswerJson.Default.FeedbackAnswer) : new SeeOther(Back(form, entry.Statement));
        }
        catch (FeedbackRefusedException refused) when (script)
        {
            return Results.Problem(refused.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (FeedbackRefusedException refused)
        {
            return new RazorComponentResult<RefusedPage>(new { Viewer = Viewer.Of(context), Title = "Nothing was said", Sentence = refused.Message, Back = LocalAddress.OrHome(form["back"].ToString()) }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    private static string Back(IFormCollection form, FeedbackStatement statement)
    {
        string back = LocalAddress.OrHome(form["back"].ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{back}{(back.Contains('?') ? '&' : '?')}said={Words.Hex(statement.Fingerprint)}.{statement.Sequence}");
    }
}

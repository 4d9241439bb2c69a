using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Trail;

/// <summary>The page of the audit trail.</summary>
internal static class TrailRoutes
{
    private const int Entries = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", Show).RequireAuthorization(Policies.Reads).ExcludeFromDescription();

    private static async Task<IResult> Show(string? after, HttpContext context, AuditTrail trail, TimeProvider clock)
    {
        string? place = after is { Length: > 0 } ? after : null;
        try
        {
            var view = new TrailView(Viewer.Of(context), clock.GetUtcNow(), await trail.ListAsync(place, Entries, context.RequestAborted), place is null);
            return new RazorComponentResult<TrailPage>(new { View = view });
        }
        catch (FeedbackRefusedException refused)
        {
            await FailureText.WriteAsync(context, StatusCodes.Status400BadRequest, refused.Message);
            return Results.Empty;
        }
    }
}

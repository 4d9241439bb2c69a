using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.FactStore.Pages.Feedback;
using Lad.FactStore.Pages.Predecessor;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.FactStore.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Groups;

/// <summary>The page of groups, and the search in it.</summary>
internal static class GroupsRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show).RequireAuthorization(Policies.Reads).AddEndpointFilter(ReportRoutes.Links).ExcludeFromDescription();
        routes.MapPost("/search", Search).RequireAuthorization(Policies.Reads).AddEndpointFilter(FormFilter.Only).ExcludeFromDescription();
        // A search is a form's answer: its address alone has nothing to show.
        routes.MapGet("/search", static () => new SeeOther("/")).RequireAuthorization(Policies.Reads).ExcludeFromDescription();
    }

    private static Task<RazorComponentResult<GroupsPage>> Show(HttpContext context, AnomalyArchive archive, FeedbackLedger ledger, TimeProvider clock) =>
        Page(context, GroupsFilter.Of(context.Request.Query), archive, ledger, clock);

    private static async Task<RazorComponentResult<GroupsPage>> Search(HttpContext context, AnomalyArchive archive, FeedbackLedger ledger, TimeProvider clock) =>
        await Page(context, GroupsFilter.Of(await context.Request.ReadFormAsync(context.RequestAborted)), archive, ledger, clock);

    private static async Task<RazorComponentResult<GroupsPage>> Page(HttpContext context, GroupsFilter filter, AnomalyArchive archive, FeedbackLedger ledger, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Page<AnomalyGroup> groups = await archive.GroupsAsync(filter.Query(now), context.RequestAborted);
        IReadOnlyList<string> services = await archive.ServicesAsync(context.RequestAborted);
        var view = new GroupsView
        {
            Viewer = Viewer.Of(context),
            Now = now,
            Filter = filter,
            Groups = groups,
            Services = services,
            HasAny = services.Count > 0,
            Said = await FeedbackRoutes.SaidAsync(context, ledger),
        };
        return new RazorComponentResult<GroupsPage>(new { View = view });
    }
}

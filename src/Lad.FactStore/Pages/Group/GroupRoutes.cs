using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.FactStore.Pages.Charts;
using Lad.FactStore.Pages.Feedback;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Group;

/// <summary>The page of one group.</summary>
internal static class GroupRoutes
{
    private const int Samples = 8, MaxOthers = 8, MaxAfter = 512;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/groups/{fingerprint}", Show).RequireAuthorization(Policies.Reads).ExcludeFromDescription();

    private static async Task<IResult> Show(string fingerprint, string? service, string? span, string? after, HttpContext context, AnomalyArchive archive, FeedbackLedger ledger, TimeProvider clock)
    {
        CancellationToken cancellation = context.RequestAborted;
        if (fingerprint.Length != 16 || !ulong.TryParse(fingerprint, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)) return Missing(context);
        var key = new GroupKey(number, service ?? "");
        if (await archive.GroupAsync(key, cancellation) is not { } group) return await Elsewhere(context, archive, key);
        DateTimeOffset now = clock.GetUtcNow();
        LookBack back = LookBack.Named(span) is { Length: not null } named ? named : LookBack.Default;
        IReadOnlyList<FeedbackStatement> history = await ledger.HistoryAsync(number, cancellation);
        var view = new GroupView
        {
            Viewer = Viewer.Of(context),
            Now = now,
            Group = group,
            Others = [.. (await archive.GroupsOfAsync(number, MaxOthers + 1, cancellation)).Where(other => other.Key != key).Take(MaxOthers)],
            Samples = await archive.ListAsync(new AnomalyQuery { Fingerprint = number, Service = key.Service, Limit = Samples, After = after is { Length: > 0 and <= MaxAfter } ? after : null }, cancellation),
            Span = back,
            Rate = RateSeries.Of(back, now, await archive.RatesAsync(key, RateSeries.Begin(back, now), now.AddMinutes(1), cancellation), history),
            History = history,
            Said = await FeedbackRoutes.SaidAsync(context, ledger),
        };
        return new RazorComponentResult<GroupPage>(new { View = view });
    }

    /// <summary>Without a service in the address, the first of the fingerprint's groups is meant.</summary>
    private static async Task<IResult> Elsewhere(HttpContext context, AnomalyArchive archive, GroupKey key)
    {
        if (key.Service.Length == 0 && (await archive.GroupsOfAsync(key.Fingerprint, 1, context.RequestAborted)) is [{ } first, ..]) return Results.Redirect(GroupAddress.Of(first.Key));
        return Missing(context);
    }

    private static RazorComponentResult<RefusedPage> Missing(HttpContext context) =>
        new(new { Viewer = Viewer.Of(context), Title = "No such group", Sentence = "There is no group under this address: it may be older than what is kept.", Back = "/" }) { StatusCode = StatusCodes.Status404NotFound };
}

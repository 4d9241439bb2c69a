using Lad.FactStore.Anomalies;
using Lad.FactStore.Hosting;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.FactStore.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.Health;

/// <summary>The page of the pipeline's health.</summary>
internal static class HealthRoutes
{
    private const int Looked = 200, MaxModels = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/status", Show).RequireAuthorization(Policies.Reads).ExcludeFromDescription();

    private static async Task<RazorComponentResult<HealthPage>> Show(HttpContext context, FactStoreParts parts)
    {
        CancellationToken cancellation = context.RequestAborted;
        DateTimeOffset now = parts.Clock.GetUtcNow();
        IReadOnlyList<AnomalyRecord> latest = (await parts.Archive.ListAsync(new AnomalyQuery { Limit = Looked }, cancellation)).Items;
        (long entries, TimeSpan age) = await parts.Ledger.BacklogAsync(cancellation);
        var view = new HealthView
        {
            Viewer = Viewer.Of(context),
            Now = now,
            Snapshot = parts.Status.Snapshot(),
            Outbox = new OutboxStatus(entries, age),
            Models = [.. latest.Where(static anomaly => anomaly.Model.Length > 0).GroupBy(static anomaly => anomaly.Model, StringComparer.Ordinal).Select(static group => (group.Key, group.Count(), group.Max(static anomaly => anomaly.At))).Take(MaxModels)],
            Feedback = await parts.Ledger.TallyAsync(cancellation),
            Database = parts.Database.Name,
            DatabaseBytes = Bytes(parts.Database.Name),
            Services = (await parts.Archive.ServicesAsync(cancellation)).Count,
        };
        return new RazorComponentResult<HealthPage>(new { View = view });
    }

    private static long? Bytes(string database)
    {
        const string sqlite = "sqlite:";
        if (!database.StartsWith(sqlite, StringComparison.Ordinal)) return null;
        FileInfo[] files = [new(database[sqlite.Length..]), new(database[sqlite.Length..] + "-wal")];
        return files[0].Exists ? files.Where(static file => file.Exists).Sum(static file => file.Length) : null;
    }
}

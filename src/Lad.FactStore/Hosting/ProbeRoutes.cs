using Lad.FactStore.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Hosting;

/// <summary>The paths that probes ask, without signing in: a status and nothing else.</summary>
internal static class ProbeRoutes
{
    public const string Prefix = "/health";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    /// <summary>Adds them. It lives, and has begun, when it answers at all; it is ready when the database answers too.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Prefix + "/live", methods, static () => Answer(true)).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods(Prefix + "/startup", methods, static () => Answer(true)).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods(Prefix + "/ready", methods, static async (FactStoreDatabase database, TimeProvider clock, CancellationToken cancellation) => Answer(await AnswersAsync(database, clock, cancellation).ConfigureAwait(false)))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<bool> AnswersAsync(FactStoreDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await database.ReadAsync(static session => session.ScalarAsync<long>("SELECT 1"), end.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is FactStoreException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static IResult Answer(bool isGood) => Results.Json(new Probe(isGood ? "good" : "bad"), statusCode: isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private sealed record Probe(string Status);
}

using System.Globalization;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>
/// What every change (any method but GET, HEAD, OPTIONS and TRACE) must have, whichever route it takes, once it is known who asks: a form has the token of a page made for this person, a session says where the request comes from,
/// and nobody asks too often. The one place of these limits, for pages and API alike.
/// </summary>
internal sealed class ChangeGuard(RequestDelegate next, FactStoreOptions options, IAntiforgery antiforgery, TimeProvider clock)
{
    private readonly Allowances allowances = new(options.MaxChangesPerSecond * 10.0, options.MaxChangesPerSecond, clock);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!OriginGuard.IsSafe(context.Request.Method) && await FaultAsync(context).ConfigureAwait(false) is { } fault) await FailureText.WriteAsync(context, fault.Status, fault.Words).ConfigureAwait(false);
        else await next(context).ConfigureAwait(false);
    }

    private async Task<(int Status, string? Words)?> FaultAsync(HttpContext context)
    {
        string? scheme = context.User.Identity?.AuthenticationType;
        if (!allowances.TryTake(Identities.TryRead(context.User)?.Name ?? RemoteAddress.Of(context), out TimeSpan wait))
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return (StatusCodes.Status429TooManyRequests, null);
        }
        if (scheme == Schemes.Token) return null;
        if (scheme == Schemes.Session && !OriginGuard.IsOriginKnown(context.Request.Headers)) return (StatusCodes.Status403Forbidden, "A session belongs to a browser, which says where a request comes from; programs use a token.");
        if (!context.Request.HasFormContentType) return null;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            return (StatusCodes.Status400BadRequest, null);
        }
        return await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false) ? null : (StatusCodes.Status400BadRequest, "This form is not of a page made for you, or the page is too old. Reload it, and try again.");
    }
}

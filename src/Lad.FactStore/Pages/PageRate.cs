using System.Globalization;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Pages;

/// <summary>Holds each viewer of pages to the rate that callers of the API are held to.</summary>
internal sealed class PageRate(ApiLimits limits, TimeProvider clock) : IEndpointFilter
{
    private readonly Allowances allowances = new(limits.RequestsAtOnce, limits.RequestsPerSecond, clock);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (allowances.TryTake(Identities.TryRead(http.User)?.Name ?? RemoteAddress.Of(http), out TimeSpan wait)) return next(context);
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // A status without a body gets its page on the way out.
        return ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status429TooManyRequests));
    }
}

using Lad.FactStore.Api.Problems;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Limits;

/// <summary>Holds each caller to a rate.</summary>
internal sealed class RequestRate(ApiLimits limits, TimeProvider clock) : IEndpointFilter
{
    private readonly Allowances allowances = new(limits.RequestsAtOnce, limits.RequestsPerSecond, clock);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => allowances.TryTake(Actor.Of(context.HttpContext).Name, out TimeSpan wait)
        ? next(context)
        : throw new ProblemException(StatusCodes.Status429TooManyRequests, $"More than {limits.RequestsPerSecond} requests a second are not answered to one caller: wait, then ask again.") { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) };
}

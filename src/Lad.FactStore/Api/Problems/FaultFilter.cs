using Lad.FactStore.Feedback;
using Lad.Pipeline.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Api.Problems;

/// <summary>Makes a problem of what an endpoint throws, and keeps every answer out of caches: most hold text of logs.</summary>
internal sealed partial class FaultFilter(ILogger<FaultFilter> logger) : IEndpointFilter
{
    private const int SecondsUntilBack = 5;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (ProblemException fault)
        {
            return new ProblemResult(fault.Status, fault.Message, fault.Errors, fault.RetryAfter);
        }
        catch (FeedbackRefusedException refusal)
        {
            // The place of a page is part of the query, not of a statement.
            int status = refusal.Field == "after" ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity;
            return new ProblemResult(status, refusal.Message, new Dictionary<string, IReadOnlyList<string>> { [refusal.Field] = [refusal.Message] });
        }
        catch (BadHttpRequestException refusal)
        {
            return new ProblemResult(refusal.StatusCode, refusal.Message);
        }
        catch (Exception fault) when (fault is FactStoreException or ModelStoreException)
        {
            Unavailable(logger, http.Request.Method, Route(http), fault);
            return new ProblemResult(StatusCodes.Status503ServiceUnavailable, fault.Message, retryAfter: SecondsUntilBack);
        }
    }

    /// <summary>The route's pattern: what a caller put into the path is no text for a log.</summary>
    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "/api";

    [LoggerMessage(6101, LogLevel.Warning, "{Method} {Route} cannot be answered now", EventName = "request-unavailable")]
    private static partial void Unavailable(ILogger logger, string method, string route, Exception fault);
}

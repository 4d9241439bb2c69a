using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>After a change: the browser gets the page, and a reload does not change anything again.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Sends a browser to a page after a form: it asks for that with GET, and loading it again sends nothing twice.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

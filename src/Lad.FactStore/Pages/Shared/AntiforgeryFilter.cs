using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Refuses a form that no page of this server made for whoever sends it.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem("The form is too old or was not made by a page of this server. Load the page again and retry.", statusCode: StatusCodes.Status400BadRequest);
}

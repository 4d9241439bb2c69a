using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Takes forms only; that a form is of a page made for whoever sends it has been seen to before any route.</summary>
internal static class FormFilter
{
    public static ValueTask<object?> Only(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.HasFormContentType ? next(context) : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status415UnsupportedMediaType));
}

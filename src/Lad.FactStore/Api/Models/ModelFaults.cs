using Lad.FactStore.Api.Problems;
using Lad.FactStore.Models;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Models;

/// <summary>A model that is not there is answered with 404.</summary>
internal sealed class ModelFaults : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (UnknownModelException fault)
        {
            throw ProblemException.NotFound(fault.Message);
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Lad.FactStore.Hosting;

/// <summary>Ends streams of events when the server stops: by themselves they never would, and the stop would wait for them. Whatever else is under way is finished.</summary>
internal sealed class StreamEnd(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.RequestAborted = end.Token;
        await next(context).ConfigureAwait(false);
    }
}

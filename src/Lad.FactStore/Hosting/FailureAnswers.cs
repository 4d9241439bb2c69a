using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Hosting;

/// <summary>
/// What a request that fails is answered: a problem (RFC 9457) under <c>/api</c>, a plain page elsewhere; never what went on inside. A status without a body gets one too.
/// </summary>
internal sealed partial class FailureAnswers(RequestDelegate next, FactStoreOptions options, ILogger<FailureAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // What is too large is not read to its end, and the server then lets go of the connection: who asks is told so, or the next request on it would fail.
        if (context.Request.ContentLength > options.MaxBodyBytes && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.OnStarting(CloseRefused, context.Response);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone, or the server stops and a stream ends.
            return;
        }
        catch (BadHttpRequestException refusal) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, refusal.StatusCode, null).ConfigureAwait(false);
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted && IsOfSender(failure, context.Request))
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, null).ConfigureAwait(false);
            return;
        }
        catch (FactStoreException failure) when (!context.Response.HasStarted)
        {
            Failed(log, failure, context.Request.Method, context.Request.Path);
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, failure.Message).ConfigureAwait(false);
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            Failed(log, failure, context.Request.Method, context.Request.Path);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, null).ConfigureAwait(false);
            return;
        }
        HttpResponse response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null }) await WriteAsync(context, response.StatusCode, null).ConfigureAwait(false);
    }

    private static Task CloseRefused(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode >= StatusCodes.Status400BadRequest) response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    // A place in a list that no list made, or chunks that are none: the server has its own exception for most else.
    private static bool IsOfSender(Exception failure, HttpRequest request) => failure is FormatException || (failure is IOException && request.Headers.TransferEncoding.Count > 0);

    private static Task WriteAsync(HttpContext context, int status, string? detail)
    {
        var kept = context.Response.Headers.Where(header => header.Key is "WWW-Authenticate" or "Allow" or "Retry-After").ToArray();
        context.Response.Clear();
        foreach ((string name, var value) in kept) context.Response.Headers[name] = value;
        return FailureText.WriteAsync(context, status, detail);
    }

    [LoggerMessage(EventId = 5001, EventName = "request-failed", Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger log, Exception failure, string method, string path);
}

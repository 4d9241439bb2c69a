using System.Text.Encodings.Web;
using Lad.FactStore.Pages.Assets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Lad.FactStore.Hosting;

/// <summary>The words of a refusal, for programs and for people.</summary>
internal static class FailureText
{
    /// <summary>Answers with a status, and what is to be said of it.</summary>
    public static Task WriteAsync(HttpContext context, int status, string? detail)
    {
        context.Response.StatusCode = status;
        string words = detail ?? Words(status);
        return context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? Results.Problem(words, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status)).ExecuteAsync(context)
            : Results.Content(Page(status, words), "text/html; charset=utf-8", statusCode: status).ExecuteAsync(context);
    }

    private static string Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read.",
        StatusCodes.Status401Unauthorized => "Sign in first.",
        StatusCodes.Status403Forbidden => "This needs the role of an editor.",
        StatusCodes.Status404NotFound => "There is nothing here.",
        StatusCodes.Status405MethodNotAllowed => "This cannot be done here.",
        StatusCodes.Status408RequestTimeout => "The request came too slowly.",
        StatusCodes.Status413PayloadTooLarge => "The request is too large.",
        StatusCodes.Status415UnsupportedMediaType => "The request's content has another type than is understood here.",
        StatusCodes.Status429TooManyRequests => "Too many requests; try again in a moment.",
        StatusCodes.Status503ServiceUnavailable => "The store cannot do this now; try again in a moment.",
        _ => "The store failed at this; its log says more.",
    };

    private static string Page(int status, string words)
    {
        string title = HtmlEncoder.Default.Encode(ReasonPhrases.GetReasonPhrase(status));
        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · LAD</title><link rel="stylesheet" href="{PageAssets.Url("lad.css")}"></head>
            <body><main><section class="empty"><h1>{title}</h1><p>{HtmlEncoder.Default.Encode(words)}</p><p><a href="/">To the first page</a></p></section></main></body></html>
            """;
    }
}

using System.Globalization;
using System.Text.Json;
using Lad.FactStore.Api.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Lad.FactStore.Api.Problems;

/// <summary>Answers with a problem, as <c>application/problem+json</c>.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What is wrong, and what to do.</param>
/// <param name="errors">What is wrong with each part of the request, by its name.</param>
/// <param name="retryAfter">Seconds after which trying again may help.</param>
internal sealed class ProblemResult(int status, string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null, int? retryAfter = null) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        var problem = new Problem { Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail, Errors = errors };
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (retryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeAsync(response.Body, problem, ApiJson.Default.Problem, httpContext.RequestAborted);
    }
}

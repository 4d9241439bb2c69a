using System.Text.Json;

namespace Lad.Elasticsearch.Connections;

/// <summary>Turns an answer that is an error into one line that says where, what, and what to do.</summary>
/// <param name="text">Makes what the server says presentable.</param>
internal sealed class ErrorAnswer(ServerText text)
{
    /// <summary>The error.</summary>
    /// <param name="answer">An answer that is no success.</param>
    /// <param name="request">What was asked.</param>
    public ElasticsearchException Of(Answer answer, string request)
    {
        (string? type, string reason) = Read(answer);
        ElasticsearchFault fault = FaultOf(answer.Status);
        return new ElasticsearchException(fault, Explain(fault, answer, request, type is null ? reason : $"{type}: {reason}"))
        {
            Status = answer.Status,
            ErrorType = type,
            RetryAfter = answer.RetryAfter,
        };
    }

    private static ElasticsearchFault FaultOf(int status) => status switch
    {
        401 => ElasticsearchFault.Unauthorized,
        403 => ElasticsearchFault.Forbidden,
        404 => ElasticsearchFault.NotFound,
        408 => ElasticsearchFault.TimedOut,
        413 => ElasticsearchFault.TooLarge,
        429 => ElasticsearchFault.Throttled,
        502 or 503 or 504 => ElasticsearchFault.Unavailable,
        >= 300 and < 400 => ElasticsearchFault.Redirected,
        >= 400 and < 500 => ElasticsearchFault.Refused,
        >= 500 => ElasticsearchFault.ServerError,
        _ => ElasticsearchFault.BadAnswer,
    };

    private string Explain(ElasticsearchFault fault, Answer answer, string request, string reason) => fault switch
    {
        ElasticsearchFault.Unauthorized => $"{answer.Node} does not know who asks ({request}): {reason}. Check Elasticsearch:ApiKey, or User and Password, or Token.",
        ElasticsearchFault.Forbidden => $"{answer.Node} does not allow {request}: {reason}. Grant it: read and view_index_metadata to read, create_doc and auto_configure to write, manage_index_templates and manage to set up.",
        ElasticsearchFault.NotFound => $"{answer.Node} knows nothing of {request}: {reason}. Check the index's name, and Elasticsearch:Nodes.",
        ElasticsearchFault.TooLarge => $"{answer.Node} takes no request as large as this {request}: {reason}. Lower Elasticsearch:BulkBytes, or raise the server's http.max_content_length or its proxy's limit.",
        ElasticsearchFault.Throttled => $"{answer.Node} is overloaded and refuses {request} for now: {reason}.",
        ElasticsearchFault.TimedOut or ElasticsearchFault.Unavailable => $"{answer.Node} cannot serve {request} now, status {answer.Status}: {reason}.",
        ElasticsearchFault.Redirected => $"{answer.Node} points elsewhere at {request}{Elsewhere(answer)}, which is not followed. Set Elasticsearch:Nodes to the server's own address.",
        ElasticsearchFault.Refused => $"{answer.Node} refuses {request}, status {answer.Status}: {reason}.",
        ElasticsearchFault.ServerError => $"{answer.Node} fails at {request}, status {answer.Status}: {reason}. Its log says more.",
        _ => $"{answer.Node} answers {request} with status {answer.Status}, as Elasticsearch does not. Is it one?",
    };

    private string Elsewhere(Answer answer)
    {
        if (!Uri.TryCreate(answer.Location, UriKind.Absolute, out Uri? location)) return "";
        return $" (to {text.Line(location.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))})";
    }

    private (string? Type, string Reason) Read(Answer answer)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(answer.Body.Written);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("error", out JsonElement error))
            {
                return error.ValueKind == JsonValueKind.Object ? Read(error) : (null, text.Line(error.ToString()).TrimEnd('.'));
            }
        }
        catch (JsonException)
        {
            // A proxy's page, or the beginning of something long: shown as it is.
        }
        string line = text.Line(answer.Body.Written.Span).TrimEnd('.');
        return (null, line.Length > 0 ? line : "no reason given");
    }

    private (string? Type, string Reason) Read(JsonElement error)
    {
        (string? type, string? reason) = Cause.Of(error, text);
        return (type, reason ?? "no reason given");
    }
}

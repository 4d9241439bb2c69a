namespace Lad.Elasticsearch.StandIn.Http;

/// <summary>Which bodies are taken: JSON, for bulk requests also lines of it.</summary>
internal static class MediaTypes
{
    public static Answer? Refusal(ApiRequest request)
    {
        if (request.Body.Length == 0 || IsTaken(request)) return null;
        return ErrorAnswer.Plain(406, request.ContentType is null
            ? "Content-Type header is missing"
            : $"Content-Type header [{request.ContentType}] is not supported");
    }

    private static bool IsTaken(ApiRequest request)
    {
        string type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        return type is "application/json" or "application/vnd.elasticsearch+json" || (request.IsBulk && type is "application/x-ndjson" or "application/vnd.elasticsearch+x-ndjson");
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>Reads answers that are small and rare.</summary>
internal static class SmallAnswers
{
    /// <summary>The answer as an object.</summary>
    /// <exception cref="ElasticsearchException">It is not what it must be.</exception>
    public static T Read<T>(Answer answer, Request request, JsonTypeInfo<T> type, ServerText text)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Written.Span, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException failure)
        {
            throw BadAnswer.Of(answer, request.Name, failure, text);
        }
    }
}

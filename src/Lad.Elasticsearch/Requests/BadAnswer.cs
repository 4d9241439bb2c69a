using System.Text.Json;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>Says of an answer that it is none of Elasticsearch's.</summary>
internal static class BadAnswer
{
    /// <summary>Of an answer that cannot be read.</summary>
    public static ElasticsearchException Of(Answer answer, string request, JsonException failure, ServerText text)
    {
        ReadOnlySpan<byte> body = answer.Body.Written.Span;
        if (body.IsEmpty) return Of(answer, request, "nothing");
        bool isPage = answer.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true || body.TrimStart(" \r\n\t"u8).StartsWith("<"u8);
        return isPage
            ? Of(answer, request, $"a web page ({text.Line(body[..Math.Min(body.Length, 120)])})")
            : Of(answer, request, $"something else than it should at byte {Place(body, failure):N0}, {What(failure, text)}");
    }

    /// <summary>Of an answer that lacks something or says what cannot be.</summary>
    public static ElasticsearchException Of(Answer answer, string request, string what) =>
        new(ElasticsearchFault.BadAnswer, $"{answer.Node} answers {request} with {what}. Is it Elasticsearch, and does a proxy change what it says?") { Status = answer.Status };

    private static string What(JsonException failure, ServerText text)
    {
        string reason = failure.Message;
        int end = reason.IndexOf(" Path:", StringComparison.Ordinal);
        if (end < 0) end = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return text.Line(end < 0 ? reason : reason[..end]).TrimEnd('.');
    }

    private static long Place(ReadOnlySpan<byte> body, JsonException failure)
    {
        long start = 0;
        for (long line = failure.LineNumber ?? 0; line > 0; line--)
        {
            int end = body[(int)start..].IndexOf((byte)'\n');
            if (end < 0) break;
            start += end + 1;
        }
        return start + (failure.BytePositionInLine ?? 0);
    }
}

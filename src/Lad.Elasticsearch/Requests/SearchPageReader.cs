using System.Text.Json;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>Reads a page of hits in one pass over its bytes, and refuses one that is not whole.</summary>
/// <param name="answer">A success; the page owns it afterwards.</param>
/// <param name="hits">Receives the hits; the page owns it afterwards.</param>
/// <param name="request">What was asked.</param>
/// <param name="text">Makes what the server says presentable.</param>
internal sealed class SearchPageReader(Answer answer, HitList hits, string request, ServerText text)
{
    // What servers sort a document without the field by.
    private const long NoTime = long.MaxValue;

    // A document may be nested as deeply as servers take it; it is not read here.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 2048 };
    private readonly ShardsReader shards = new(text);
    private bool? isTimedOut;
    private bool hasHits;
    private string? pointInTime;
    private string? scroll;

    /// <summary>The page.</summary>
    /// <exception cref="ElasticsearchException">The answer is none, or not whole.</exception>
    public SearchPage Read()
    {
        try
        {
            var reader = new Utf8JsonReader(answer.Body.Written.Span, Options);
            ReadRoot(ref reader);
        }
        catch (JsonException failure)
        {
            throw BadAnswer.Of(answer, request, failure, text);
        }
        catch (InvalidOperationException)
        {
            throw BadAnswer.Of(answer, request, "text that is not UTF-8");
        }
        Check();
        return new SearchPage(answer, hits) { PointInTime = pointInTime, ScrollId = scroll };
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Expect(JsonTokenType.StartObject, "the answer");
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("hits"u8)) ReadHits(ref reader);
            else if (reader.ValueTextEquals("timed_out"u8)) isTimedOut = reader.Boolean("timed_out");
            else if (reader.ValueTextEquals("pit_id"u8)) pointInTime = reader.Text("pit_id");
            else if (reader.ValueTextEquals("_scroll_id"u8)) scroll = reader.Text("_scroll_id");
            else if (reader.ValueTextEquals("_shards"u8)) shards.Read(ref reader);
            else if (reader.ValueTextEquals("_clusters"u8)) shards.ReadClusters(ref reader);
            else reader.SkipValue();
        }
        // Reading on finds what follows the object.
        if (reader.Read()) throw new JsonException("there is more behind its end");
    }

    private void Check()
    {
        if (isTimedOut is null) throw BadAnswer.Of(answer, request, "an answer without timed_out");
        if (!hasHits) throw BadAnswer.Of(answer, request, "an answer without hits");
        if (!shards.IsThere) throw BadAnswer.Of(answer, request, "an answer without _shards");
        if (isTimedOut.Value) throw new ElasticsearchException(ElasticsearchFault.TimedOut, $"{answer.Node} ran out of time at {request} and gives only some of the hits. Ask for less at a time (Elasticsearch:PageSize).");
        if (shards.Missing is { } missing) throw new ElasticsearchException(ElasticsearchFault.Unavailable, $"{answer.Node} answers {request} {missing}. Nothing is read until all take part.");
    }

    private void ReadHits(ref Utf8JsonReader reader)
    {
        reader.Next();
        reader.Expect(JsonTokenType.StartObject, "hits");
        while (reader.NextMember())
        {
            if (!reader.ValueTextEquals("hits"u8))
            {
                reader.SkipValue();
                continue;
            }
            hasHits = true;
            reader.Next();
            reader.Expect(JsonTokenType.StartArray, "hits.hits");
            while (reader.NextElement()) ReadHit(ref reader);
        }
    }

    private void ReadHit(ref Utf8JsonReader reader)
    {
        reader.Expect(JsonTokenType.StartObject, "a hit");
        var hit = default(HitPlaces);
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("_id"u8)) hit.Id = String(ref reader, "_id");
            else if (reader.ValueTextEquals("_index"u8)) hit.Index = String(ref reader, "_index");
            else if (reader.ValueTextEquals("_source"u8)) hit.Source = Raw(ref reader, JsonTokenType.StartObject, "_source");
            else if (reader.ValueTextEquals("sort"u8)) ReadSort(ref reader, ref hit);
            else reader.SkipValue();
        }
        if (hit.Id.IsEmpty || hit.Index.IsEmpty || hit.Sort.IsEmpty) throw BadAnswer.Of(answer, request, $"a hit without {(hit.Id.IsEmpty ? "_id" : hit.Index.IsEmpty ? "_index" : "sort")}");
        hits.Add(hit);
    }

    private static void ReadSort(ref Utf8JsonReader reader, ref HitPlaces hit)
    {
        Utf8JsonReader values = reader;
        hit.Sort = Raw(ref reader, JsonTokenType.StartArray, "sort");
        values.Read();
        values.Read();
        hit.Time = values.TokenType switch
        {
            JsonTokenType.Number when values.TryGetInt64(out long time) => time == NoTime ? null : time,
            JsonTokenType.Null => null,
            _ => throw new JsonException("its sort does not begin with a time in milliseconds"),
        };
    }

    private static Place Raw(ref Utf8JsonReader reader, JsonTokenType type, string name)
    {
        reader.Next();
        reader.Expect(type, name);
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Place(start, (int)reader.BytesConsumed - start);
    }

    private Place String(ref Utf8JsonReader reader, string name)
    {
        reader.Next();
        reader.Expect(JsonTokenType.String, name);
        int start = (int)reader.TokenStartIndex + 1;
        if (!reader.ValueIsEscaped) return new Place(start, reader.ValueSpan.Length);
        // Unescaped it is shorter, so its own place will do.
        var unescaped = new byte[reader.ValueSpan.Length];
        int length = reader.CopyString(unescaped);
        unescaped.AsSpan(0, length).CopyTo(answer.Body.Bytes[start..]);
        return new Place(start, length);
    }
}

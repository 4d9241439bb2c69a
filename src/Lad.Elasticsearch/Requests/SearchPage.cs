using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>A page of hits, whole: an answer that timed out or misses a shard is an error. Holds the answer's bytes until disposed of; what it gives out points into them.</summary>
public sealed class SearchPage : IDisposable
{
    private readonly Answer answer;
    private readonly HitList hits;

    internal SearchPage(Answer answer, HitList hits)
    {
        this.answer = answer;
        this.hits = hits;
    }

    /// <summary>Hits on the page; 0 at the end.</summary>
    public int Count => hits.Count;

    /// <summary>The id of the point in time to use from now on; <see langword="null"/> when there is none.</summary>
    public string? PointInTime { get; internal init; }

    /// <summary>The id of the scroll to use from now on; <see langword="null"/> when there is none.</summary>
    public string? ScrollId { get; internal init; }

    /// <summary>A document's <c>_id</c>, UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Id(int hit) => At(hits[hit].Id);

    /// <summary>The concrete index that a document is in, UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Index(int hit) => At(hits[hit].Index);

    /// <summary>A document's <c>_source</c> as JSON, as it came; empty when the index keeps none.</summary>
    public ReadOnlySpan<byte> Source(int hit) => At(hits[hit].Source);

    /// <summary>A hit's sort values as a JSON array, as they came.</summary>
    public ReadOnlySpan<byte> Sort(int hit) => At(hits[hit].Sort);

    /// <summary>A hit's first sort value: event time in milliseconds since 1970; <see langword="null"/> for a document without one.</summary>
    public long? Time(int hit) => hits[hit].Time;

    /// <inheritdoc/>
    public void Dispose()
    {
        hits.Dispose();
        answer.Dispose();
    }

    private ReadOnlySpan<byte> At(Place place) => answer.Body.Written.Span.Slice(place.Start, place.Length);
}

using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>The pages of one snapshot of an index, or of a slice of it, in their order.</summary>
internal interface IPages
{
    /// <summary>The next page; <see langword="null"/> at the end.</summary>
    /// <exception cref="SnapshotLostException">The snapshot is gone.</exception>
    Task<SearchPage?> NextAsync(CancellationToken cancellation);
}

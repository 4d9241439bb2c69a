using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>A point in time or a scroll is gone in the middle: it expired, or its node did. Reading goes on with a new one.</summary>
internal sealed class SnapshotLostException(ElasticsearchException reason) : Exception(reason.Message, reason)
{
    public ElasticsearchException Reason { get; } = reason;
}

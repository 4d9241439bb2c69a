using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>A document found, with what it is ordered by.</summary>
/// <param name="Document">The document.</param>
/// <param name="Place">Its <c>_shard_doc</c>: the shard's number in the upper half, the document's within it in the lower.</param>
/// <param name="First">The first date it is ordered by.</param>
/// <param name="Second">The second.</param>
internal readonly record struct Hit(StoredDocument Document, long Place, long First, long Second);

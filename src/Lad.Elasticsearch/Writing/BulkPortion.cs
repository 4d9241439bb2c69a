namespace Lad.Elasticsearch.Writing;

/// <summary>Documents of a batch that a request has taken and has still to copy; whoever has it reads the batch.</summary>
/// <param name="Delivery">The batch.</param>
/// <param name="From">The first document.</param>
/// <param name="To">The document behind the last.</param>
internal readonly record struct BulkPortion(BatchDelivery Delivery, int From, int To);

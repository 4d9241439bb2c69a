namespace Lad.Elasticsearch.Writing;

/// <summary>A document in the body of a request.</summary>
/// <param name="Delivery">The batch that waits for it.</param>
/// <param name="Record">Its record's index there.</param>
/// <param name="Length">Bytes of action and document.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Faults">How often the server failed at it.</param>
internal readonly record struct BulkOperation(BatchDelivery Delivery, int Record, int Length, BulkTarget Target, byte Faults = 0);

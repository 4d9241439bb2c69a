namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>Why a document cannot be written.</summary>
/// <param name="Status">The item's status.</param>
/// <param name="Type">Elasticsearch's name of the error.</param>
/// <param name="Reason">The error for people.</param>
internal sealed record RefusedDocument(int Status, string Type, string Reason);

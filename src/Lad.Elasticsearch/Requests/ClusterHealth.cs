namespace Lad.Elasticsearch.Requests;

/// <summary>How a cluster is.</summary>
/// <param name="Status"><c>green</c>, <c>yellow</c> (copies are missing) or <c>red</c> (data are).</param>
/// <param name="DataNodes">Nodes with data.</param>
/// <param name="UnassignedShards">Shards that no node has.</param>
public sealed record ClusterHealth(string Status, int DataNodes, int UnassignedShards);

/// <summary>How full a node's disk is.</summary>
/// <param name="Node">The node.</param>
/// <param name="Percent">How full, 0 to 100.</param>
public sealed record DiskUse(string Node, int Percent);

/// <summary>An index that takes no writes.</summary>
/// <param name="Index">The index.</param>
/// <param name="Setting">The setting that says so.</param>
public sealed record IndexBlock(string Index, string Setting);

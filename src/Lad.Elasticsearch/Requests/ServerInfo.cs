namespace Lad.Elasticsearch.Requests;

/// <summary>What serves the requests.</summary>
/// <param name="Version">Its version, e.g. 8.15.0.</param>
/// <param name="IsOpenSearch">Whether it is OpenSearch.</param>
/// <param name="ClusterName">The cluster's name.</param>
/// <param name="ClusterUuid">The cluster's identity.</param>
public sealed record ServerInfo(Version Version, bool IsOpenSearch, string ClusterName, string ClusterUuid)
{
    /// <summary>Whether points in time and <c>_shard_doc</c> are to be had as Elasticsearch has them from 7.12 on.</summary>
    public bool HasPointInTime => !IsOpenSearch && Version >= new Version(7, 12);
}

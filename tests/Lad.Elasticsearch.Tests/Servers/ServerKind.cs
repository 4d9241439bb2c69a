namespace Lad.Elasticsearch.Tests.Servers;

/// <summary>The servers that one suite runs against.</summary>
public enum ServerKind
{
    /// <summary>The one in process that stands in for Elasticsearch: always there.</summary>
    StandIn,

    /// <summary>The one that <c>LAD_TEST_ELASTICSEARCH</c> names.</summary>
    Named,
}

namespace Lad.ElasticsearchLoad.Serving;

/// <summary>The servers there are.</summary>
internal enum ServerKind
{
    /// <summary>The tests' server that stands in for Elasticsearch.</summary>
    StandIn,

    /// <summary>Unpacks bodies, counts their lines, says that all is created, and keeps nothing.</summary>
    Bare,
}

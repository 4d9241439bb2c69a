namespace Lad.Elasticsearch.Writing;

/// <summary>Which of a sink's two places a document goes to.</summary>
internal enum BulkTarget
{
    /// <summary><see cref="ElasticsearchSinkOptions.ScoredIndex"/>.</summary>
    Scored,

    /// <summary><see cref="ElasticsearchSinkOptions.AnomaliesIndex"/>.</summary>
    Anomalies,
}

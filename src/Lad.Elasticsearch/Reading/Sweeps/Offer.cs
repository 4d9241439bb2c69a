namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>What becomes of a document that a sweep meets.</summary>
internal enum Offer
{
    /// <summary>It is handed on.</summary>
    Deliver,

    /// <summary>It was handed on before.</summary>
    Known,

    /// <summary>It is of the future, of which too much is known already: it and all after it are left until their time comes.</summary>
    TooEarly,
}

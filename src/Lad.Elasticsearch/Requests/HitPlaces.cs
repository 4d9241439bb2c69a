namespace Lad.Elasticsearch.Requests;

/// <summary>Where a hit's parts are in an answer.</summary>
internal struct HitPlaces
{
    public Place Id;
    public Place Index;
    public Place Source;
    public Place Sort;
    public long? Time;
}

/// <summary>Some bytes of an answer.</summary>
internal readonly record struct Place(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>A data stream and the indices behind it.</summary>
public sealed class DataStream
{
    internal DataStream(string name, string template, StoredIndex failed)
    {
        Name = name;
        Template = template;
        Failed = failed;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The index template that made it.</summary>
    public string Template { get; }

    /// <summary>Whether documents that are refused are kept in a failure store.</summary>
    public bool FailureStore { get; set; }

    internal List<StoredIndex> Backing { get; } = [];

    internal StoredIndex WriteIndex => Backing[^1];

    /// <summary>What the failure store holds.</summary>
    public IReadOnlyList<StoredDocument> Failures => [.. Failed.Documents];

    internal StoredIndex Failed { get; }
}

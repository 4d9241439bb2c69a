namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>A document of an index.</summary>
public sealed class StoredDocument
{
    private DateValue? time;

    internal StoredDocument(StoredIndex index, string id, ReadOnlyMemory<byte> source, int shard, int position, long version)
    {
        Owner = index;
        Id = id;
        Source = source;
        Shard = shard;
        Position = position;
        Version = version;
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>The concrete index.</summary>
    public string Index => Owner.Name;

    /// <summary>The document's bytes as they were sent.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>How often it was written.</summary>
    public long Version { get; }

    internal StoredIndex Owner { get; }

    internal int Shard { get; }

    /// <summary>Its number within the shard.</summary>
    internal int Position { get; }

    /// <summary>Clock ticks from which on searches see it.</summary>
    internal long VisibleFrom { get; init; }

    /// <summary>Clock ticks from which on another version has taken its place.</summary>
    internal long ReplacedFrom { get; set; } = long.MaxValue;

    /// <summary>A date field in milliseconds since 1970; <see langword="null"/> when it is not there.</summary>
    internal long? Time(string field)
    {
        DateValue? known = time;
        if (known?.Field != field) time = known = new(field, Fields.Date(Source, field));
        return known.Value;
    }

    /// <summary>Notes a date that is known already, so that the document need not be parsed for it.</summary>
    internal void Know(string field, long? value) => time = new(field, value);

    private sealed record DateValue(string Field, long? Value);
}

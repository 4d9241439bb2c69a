namespace Lad.Kafka.Consuming;

/// <summary>The places from which a partition can be read.</summary>
public enum SourceStartKind
{
    /// <summary>The group's stored offset, or else the earliest record.</summary>
    StoredOrEarliest,

    /// <summary>The group's stored offset, or else what comes from now on.</summary>
    StoredOrLatest,

    /// <summary>The earliest record.</summary>
    Earliest,

    /// <summary>What comes from now on.</summary>
    Latest,

    /// <summary>The first record of a time.</summary>
    Time,

    /// <summary>A number of records before the end.</summary>
    Last,
}

namespace Lad.Pipeline.Batches;

/// <summary>What is noteworthy about a record apart from its verdict.</summary>
[Flags]
public enum RecordFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The record was longer than the limit: its tail was dropped and counted, or is the next record.</summary>
    Truncated = 1,

    /// <summary>The event time lay too far in the future or the past and was replaced by the observed time.</summary>
    ClockAdjusted = 2,

    /// <summary>The bytes were not UTF-8 throughout.</summary>
    NotUtf8 = 4,

    /// <summary>Several lines were joined into this record.</summary>
    MultiLine = 8,
}

namespace Lad.Detection.Parsing;

/// <summary>What a parser found in one record. Slices index the buffer that was given to the parser.</summary>
public struct ParsedRecord
{
    /// <summary>The shape in which the record arrived.</summary>
    public RecordFormat Format { get; set; }

    /// <summary>The level that the record names.</summary>
    public Severity Level { get; set; }

    /// <summary>The text to score.</summary>
    public ByteSlice Message { get; set; }

    /// <summary>The name of the service that wrote the record; empty when it names none.</summary>
    public ByteSlice Service { get; set; }

    /// <summary>The event time in UTC ticks (100 ns since year 1), 0 when the record names none.</summary>
    public long EventTimeTicks { get; set; }
}

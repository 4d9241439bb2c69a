using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Batches;

/// <summary>What may come with a record besides its bytes: a topic's message has it, a file's line does not.</summary>
public readonly ref struct RecordHeaders
{
    /// <summary>Whether the record has a key. A key may be empty, which is not the same as none.</summary>
    public bool HasKey { get; init; }

    /// <summary>The key's bytes; only looked at with <see cref="HasKey"/>.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>The W3C <c>traceparent</c> as it came; empty for none.</summary>
    public ReadOnlySpan<byte> TraceParent { get; init; }

    /// <summary>When the record was written, UTC ticks, as its producer or broker stamped it; 0 for none.</summary>
    public long TimeTicks { get; init; }

    /// <summary>How often the record became a dead letter before, as the <c>lad.attempt</c> header says; 0 for never.</summary>
    public int Attempt { get; init; }

    /// <summary>The identity of the record's event where the source has one of its own, such as a document's; <see langword="null"/>: derived from the position.</summary>
    public EventId? Id { get; init; }
}

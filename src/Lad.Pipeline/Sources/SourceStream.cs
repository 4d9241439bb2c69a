namespace Lad.Pipeline.Sources;

/// <summary>One ordered stream of records inside a source: a file, standard input, a topic's partition.</summary>
/// <remarks>
/// Streams are told apart by reference, so that one object may stand for one epoch of a stream: a source derives its own, hangs its state on it, and knows an acknowledgement
/// of an old epoch by the object that it comes with.
/// </remarks>
/// <param name="name">What an operator calls it: <c>/var/log/app.log</c>, <c>stdin</c>, <c>lad.logs/3</c>.</param>
/// <param name="identity">Stable identity from which event ids are derived; for a file it survives a rename.</param>
public class SourceStream(string name, string identity)
{
    /// <summary>What an operator calls the stream.</summary>
    public string Name { get; } = name;

    /// <summary>Stable identity from which event ids are derived.</summary>
    public string Identity { get; } = identity;
}

/// <summary>Where a record came from.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Offset">The record's first byte (files) or its offset (topics).</param>
/// <param name="Next">Where the stream goes on after this record.</param>
public readonly record struct SourcePosition(SourceStream Stream, long Offset, long Next);

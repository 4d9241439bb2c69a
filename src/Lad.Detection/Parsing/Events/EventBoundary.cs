namespace Lad.Detection.Parsing.Events;

/// <summary>
/// Decides for the lines of one stream where an event (a log record of one or more lines) ends and the next begins. Holds the state of the event under
/// way: one for each stream, not thread-safe.
/// </summary>
public abstract class EventBoundary
{
    /// <summary>Told of the first line of each event.</summary>
    public abstract void Begin(ReadOnlySpan<byte> line);

    /// <summary>Whether a line belongs to the event under way.</summary>
    /// <param name="firstLine">The event's first line.</param>
    /// <param name="line">The line that follows, without its end.</param>
    public abstract bool Continues(ReadOnlySpan<byte> firstLine, ReadOnlySpan<byte> line);
}

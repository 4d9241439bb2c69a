namespace Lad.Pipeline.Training;

/// <summary>
/// The clock that a window of records is measured by: it stands where the latest event time stood, and never goes back. So "the last hour" of an old file is its last hour,
/// and a stream that falls silent keeps what it said last. An event time ahead of its observation counts as observed then, and a record without one as arriving now.
/// </summary>
public sealed class StreamClock
{
    private bool hasEventTime;

    /// <summary>Where it stands, UTC ticks; 0 before the first record.</summary>
    public long Ticks { get; private set; }

    /// <summary>Takes notice of a record and says where the clock stands.</summary>
    /// <param name="eventTicks">The record's event time, UTC ticks; 0 when it names none.</param>
    /// <param name="observedTicks">When it was observed, UTC ticks.</param>
    public long Notice(long eventTicks, long observedTicks)
    {
        hasEventTime |= eventTicks != 0;
        long ticks = eventTicks != 0 ? Math.Min(eventTicks, observedTicks) : hasEventTime ? 0 : observedTicks;
        return Ticks = Math.Max(Ticks, ticks);
    }
}

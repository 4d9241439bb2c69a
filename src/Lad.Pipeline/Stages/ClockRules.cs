using System.Diagnostics;

namespace Lad.Pipeline.Stages;

/// <summary>Which event times are believed. One that is not is replaced by the time at which the record was observed, and the record is flagged.</summary>
public sealed record ClockRules
{
    /// <summary>
    /// How far ahead of the observed time an event may lie. Default one day: a local time that was written without its zone is up to 14 hours ahead.
    /// </summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The earliest time that is believed. Default the start of 2000: a clock that was never set shows 1970 or 1980, and old logs are read on purpose.</summary>
    public DateTimeOffset Earliest { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether an event time is believed.</summary>
    /// <param name="eventTicks">Event time, UTC ticks.</param>
    /// <param name="observedTicks">When the record was observed, UTC ticks.</param>
    public bool Believes(long eventTicks, long observedTicks)
    {
        Debug.Assert(eventTicks != 0, "A record that names no time has none to be believed.");
        return eventTicks >= Earliest.UtcTicks && eventTicks - observedTicks <= MaxAhead.Ticks;
    }
}

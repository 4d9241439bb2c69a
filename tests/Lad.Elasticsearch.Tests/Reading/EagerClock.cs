namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>
/// A clock for following: who waits for less than 5 s is woken at once, and the time moves by as much; longer waits, such as the time-outs of requests, never end. Whoever reads finds all the
/// time in the world, and no test waits for it.
/// </summary>
internal sealed class EagerClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private DateTimeOffset now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Called when the time has moved, before anybody is woken.</summary>
    public Action<DateTimeOffset> Moved { get; set; } = static _ => { };

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span)
    {
        DateTimeOffset moved;
        lock (gate) moved = now += span;
        Moved(moved);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(EagerClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime >= Longest) return true;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (disposed) return;
                clock.Advance(dueTime);
                callback(state);
            });
            return true;
        }

        public void Dispose() => disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

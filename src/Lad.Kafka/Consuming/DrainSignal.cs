namespace Lad.Kafka.Consuming;

/// <summary>
/// Where the poll thread waits, inside a rebalance, for what is in flight to be acknowledged. It is a plain condition that acknowledging threads signal: waiting on a task there
/// could wait for the very thread that waits.
/// </summary>
internal sealed class DrainSignal
{
    private readonly object gate = new();
    private int waiting;

    /// <summary>By acknowledging threads, after every step forward. Costs a look at a variable while nobody waits.</summary>
    public void Progress()
    {
        // The step must be seen by a waiter that this look does not see.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref waiting) == 0) return;
        lock (gate) Monitor.PulseAll(gate);
    }

    /// <summary>Waits until <paramref name="done"/> holds, at most for <paramref name="within"/>.</summary>
    /// <returns>Whether it holds.</returns>
    public bool Wait(Func<bool> done, TimeSpan within, TimeProvider clock)
    {
        long start = clock.GetTimestamp();
        Interlocked.Exchange(ref waiting, 1);
        try
        {
            lock (gate)
            {
                while (!done())
                {
                    TimeSpan left = within - clock.GetElapsedTime(start);
                    if (left <= TimeSpan.Zero) return false;
                    Monitor.Wait(gate, left);
                }
            }
            return true;
        }
        finally
        {
            Volatile.Write(ref waiting, 0);
        }
    }
}

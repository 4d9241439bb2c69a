namespace Lad.FactStore.Feedback;

/// <summary>The pauses of a relay whose place is away: doubled up to some seconds; of each, between half and all, so that stores do not come back together.</summary>
/// <param name="clock">The clock.</param>
internal sealed class RelayPause(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly Random random = new(Environment.ProcessId);
    private TimeSpan next = First;

    public void Reset() => next = First;

    public Task WaitAsync(CancellationToken cancellation)
    {
        TimeSpan length = next * ((1 + random.NextDouble()) / 2);
        next = next * 2 < Longest ? next * 2 : Longest;
        return Task.Delay(length, clock, cancellation);
    }
}

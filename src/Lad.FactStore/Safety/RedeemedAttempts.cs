namespace Lad.FactStore.Safety;

/// <summary>
/// The sign-ins that came back from the provider, remembered for as long as they could come again: each asks the provider once. Bounded: of too many the oldest is forgotten, since whoever makes that many has no use for an old one.
/// Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="most">Sign-ins that are remembered.</param>
internal sealed class RedeemedAttempts(TimeProvider clock, int most = 100_000)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> states = new(StringComparer.Ordinal);
    private readonly Queue<(string State, long At)> order = [];

    /// <summary>Whether this is the first time that the attempt comes back.</summary>
    public bool TryRedeem(OpenIdAttempt attempt)
    {
        lock (gate)
        {
            long now = clock.GetTimestamp();
            while (order.TryPeek(out (string State, long At) oldest) && (order.Count >= most || clock.GetElapsedTime(oldest.At, now) > OpenIdAttempt.Lifetime)) states.Remove(order.Dequeue().State);
            if (!states.Add(attempt.State)) return false;
            order.Enqueue((attempt.State, now));
            return true;
        }
    }
}

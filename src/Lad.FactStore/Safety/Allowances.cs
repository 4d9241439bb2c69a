namespace Lad.FactStore.Safety;

/// <summary>
/// How much each may do: some at once, and then so much a second. Names are bounded: when there are too many, those that have not done anything for long are forgotten, and when all have, newcomers share one allowance. Thread-safe.
/// </summary>
/// <param name="atOnce">What each may do at once.</param>
/// <param name="perSecond">What each gets back in a second.</param>
/// <param name="clock">The clock.</param>
/// <param name="mostNames">Names that are remembered.</param>
internal sealed class Allowances(double atOnce, double perSecond, TimeProvider clock, int mostNames = 10_000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (double Left, long At)> names = new(StringComparer.Ordinal);

    /// <summary>Takes one; otherwise says how long to wait for it.</summary>
    public bool TryTake(string name, out TimeSpan wait)
    {
        lock (gate)
        {
            long now = clock.GetTimestamp();
            if (!names.TryGetValue(name, out (double Left, long At) state))
            {
                if (names.Count >= mostNames) Forget(now);
                if (names.Count >= mostNames) name = "";
                state = names.GetValueOrDefault(name, (atOnce, now));
            }
            double left = Left(state, now);
            bool granted = left >= 1;
            names[name] = (granted ? left - 1 : left, now);
            wait = granted ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - left) / perSecond);
            return granted;
        }
    }

    private double Left((double Left, long At) state, long now) => Math.Min(atOnce, state.Left + (clock.GetElapsedTime(state.At, now).TotalSeconds * perSecond));

    // Whoever has their whole allowance again is as good as new.
    private void Forget(long now)
    {
        foreach (string name in names.Where(entry => Left(entry.Value, now) >= atOnce).Select(entry => entry.Key).ToArray()) names.Remove(name);
    }
}

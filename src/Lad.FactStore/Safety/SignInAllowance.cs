namespace Lad.FactStore.Safety;

/// <summary>How often an address may try to sign in: five times at once, then every six seconds. A token cannot be guessed anyway; this keeps the log readable and the server idle.</summary>
internal sealed class SignInAllowance(TimeProvider clock)
{
    private readonly Allowances allowances = new(atOnce: 5, perSecond: 1 / 6.0, clock);

    /// <summary>Takes one attempt; otherwise says how long to wait.</summary>
    public bool TryTake(string address, out TimeSpan wait) => allowances.TryTake(address, out wait);
}

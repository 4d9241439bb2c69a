namespace Lad.FactStore.Safety;

/// <summary>
/// How often an address may try to sign in. Where a proxy is not named, all people are one address: only what fails is charged, so that nobody is kept out by a stranger's attempts. A token cannot be guessed anyway; this keeps the log
/// readable and the server idle.
/// </summary>
internal sealed class SignInAllowance(TimeProvider clock)
{
    private readonly Allowances failures = new(atOnce: 5, perSecond: 1 / 6.0, clock);
    private readonly Allowances beginnings = new(atOnce: 200, perSecond: 20, clock);
    private readonly Allowances returns = new(atOnce: 60, perSecond: 5, clock);

    /// <summary>Takes a wrong token: five at once, then one every six seconds; otherwise says how long to wait.</summary>
    public bool TryFail(string address, out TimeSpan wait) => failures.TryTake(address, out wait);

    /// <summary>Takes a way to the provider, which costs next to nothing.</summary>
    public bool TryBegin(string address) => beginnings.TryTake(address, out _);

    /// <summary>Takes a way back from the provider, which asks it once.</summary>
    public bool TryReturn(string address) => returns.TryTake(address, out _);
}

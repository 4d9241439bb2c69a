using Lad.FactStore.Hosting;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Status;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Safety;

/// <summary>Counts who entered and who was refused, and tells it: never a token, and refusals not more often than an operator can read.</summary>
internal sealed class SignIns(FactStoreOptions options, PipelineStatus status, TimeProvider clock)
{
    private readonly ILogger log = options.Log.CreateLogger(HostEvents.Category);
    private readonly Allowances lines = new(atOnce: 20, perSecond: 0.2, clock);
    private long entered;
    private long refused;
    private long untold;

    /// <summary>Those who were refused since the start.</summary>
    public long RefusedCount => Interlocked.Read(ref refused);

    /// <summary>Someone opened a session.</summary>
    public void Entered(Actor actor, string how, string address)
    {
        Interlocked.Increment(ref entered);
        log.SignedIn(VisibleText.Plain($"{actor.Name} ({Identities.Name(actor.Role)}) signed in {how}, from {address}", 300), actor.Name, address);
        status.SignIn(accepted: true);
        Say();
    }

    /// <summary>Someone was not let in.</summary>
    public void Refused(string how, string address)
    {
        Interlocked.Increment(ref refused);
        status.SignIn(accepted: false);
        if (!lines.TryTake("", out _))
        {
            Interlocked.Increment(ref untold);
            return;
        }
        long more = Interlocked.Exchange(ref untold, 0);
        log.SignInRefused(VisibleText.Plain($"refused to let someone in {how}, from {address}{(more > 0 ? $"; and {more} more before" : "")}", 300), address);
        Say();
    }

    private void Say() => status.Say("sign-in", isWell: true, $"{Interlocked.Read(ref entered)} signed in and {RefusedCount} were refused since the start");
}

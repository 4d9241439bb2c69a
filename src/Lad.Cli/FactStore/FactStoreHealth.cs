using System.Globalization;
using Lad.Cli.Health;
using Lad.FactStore;
using Lad.FactStore.Feedback;

namespace Lad.Cli.FactStore;

/// <summary>Asks a fact store's database now and then, so that probes know whether it answers and whether what people said is published.</summary>
/// <param name="ledger">The statements in the database.</param>
/// <param name="publisher">The name of the place where they are published.</param>
/// <param name="health">Is told.</param>
/// <param name="clock">The clock.</param>
internal sealed class FactStoreHealth(FeedbackLedger ledger, string publisher, ServiceHealth health, TimeProvider clock)
{
    /// <summary>How often it asks.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(5);

    // What is published at all is published within a second.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    /// <summary>Asks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await LookAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(Every, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Asks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            (long entries, TimeSpan age) = await ledger.BacklogAsync(cancellation).WaitAsync(Every, clock, cancellation).ConfigureAwait(false);
            health.Has(HealthPart.Database, "the database answers");
            // A store that cannot publish still takes what people say: it is ready, and says what waits.
            if (entries > 0 && age > Late) health.Has(HealthPart.Publisher, string.Create(CultureInfo.InvariantCulture, $"{entries:N0} statements wait to be published to {publisher}, the oldest for {age.TotalSeconds:F0} s"), "waiting");
            else health.Has(HealthPart.Publisher, $"publishing to {publisher}");
        }
        catch (TimeoutException)
        {
            health.Lacks(HealthPart.Database, "waiting", string.Create(CultureInfo.InvariantCulture, $"the database has not answered for {Every.TotalSeconds:F0} s"));
        }
        catch (FactStoreException away)
        {
            health.Lacks(HealthPart.Database, "waiting", away.Message);
        }
    }
}

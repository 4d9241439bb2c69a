using Lad.FactStore.Status;

namespace Lad.FactStore.Feedback;

/// <summary>Looks every now and then how much feedback waits to be published, and says so to the status. While the database is away, what was last known stays.</summary>
/// <param name="ledger">Has the outbox.</param>
/// <param name="status">Is told.</param>
/// <param name="clock">The clock of pauses.</param>
public sealed class BacklogWatch(FeedbackLedger ledger, PipelineStatus status, TimeProvider clock)
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Looks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                (long entries, TimeSpan age) = await ledger.BacklogAsync(cancellation).ConfigureAwait(false);
                status.Outbox(entries, age);
            }
            catch (FactStoreException)
            {
                // Whoever needs the database for more than a figure says that it is away.
            }
            await Task.Delay(Every, clock, cancellation).ConfigureAwait(false);
        }
    }
}

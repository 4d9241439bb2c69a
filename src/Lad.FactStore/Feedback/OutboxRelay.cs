using System.Diagnostics;
using Lad.FactStore.Storage;
using Lad.FactStore.Telemetry;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Telemetry;

namespace Lad.FactStore.Feedback;

/// <summary>
/// Takes statements from the outbox to where scorers read them: in order, each once. While the place is away, statements are accepted and wait. Of several stores with one database, one relays.
/// </summary>
/// <remarks>
/// Before entries are published their last number is kept as begun, after it they leave the outbox; a kill in between leaves entries that are published and still in the outbox, and the place says so when it is opened.
/// </remarks>
/// <param name="ledger">The outbox.</param>
/// <param name="publisher">Where it goes; not disposed of here.</param>
/// <param name="clock">The clock of pauses.</param>
/// <param name="tell">Is told once when the place goes away, and when it is back.</param>
/// <param name="instrumentation">What each publication is a span of; <see langword="null"/> when nobody looks.</param>
public sealed class OutboxRelay(FeedbackLedger ledger, IFeedbackPublisher publisher, TimeProvider clock, Action<string> tell, Instrumentation? instrumentation = null)
{
    private const int EntriesAtOnce = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeadPoll = TimeSpan.FromSeconds(1);
    private readonly RelayPause pause = new(clock);
    private bool isAway;

    /// <summary>Relays until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                RelayLead? lead = await ledger.Outbox.TryLeadAsync(cancellation).ConfigureAwait(false);
                if (lead is null)
                {
                    await Task.Delay(LeadPoll, clock, cancellation).ConfigureAwait(false);
                    continue;
                }

                await using (lead.ConfigureAwait(false))
                {
                    await OpenAsync(cancellation).ConfigureAwait(false);
                    while (await lead.IsHeldAsync(cancellation).ConfigureAwait(false))
                    {
                        if (!await PublishNextAsync(cancellation).ConfigureAwait(false)) await ledger.Appended.WaitAsync(Poll, clock, cancellation).ConfigureAwait(false);
                    }
                }
            }
            catch (Exception failure) when (failure is FeedbackException or FactStoreException)
            {
                cancellation.ThrowIfCancellationRequested();
                Away(failure);
                await pause.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Relays what is there now, once: for a command that ends.</summary>
    /// <returns>Entries that are still to be published, because another process relays or the place is away.</returns>
    /// <exception cref="FactStoreException">The database cannot be used.</exception>
    public async Task<long> FlushAsync(CancellationToken cancellation)
    {
        RelayLead? lead = await ledger.Outbox.TryLeadAsync(cancellation).ConfigureAwait(false);
        if (lead is not null)
        {
            await using (lead.ConfigureAwait(false))
            {
                try
                {
                    await OpenAsync(cancellation).ConfigureAwait(false);
                    while (await PublishNextAsync(cancellation).ConfigureAwait(false))
                    {
                    }
                }
                catch (FeedbackException failure)
                {
                    Away(failure);
                }
            }
        }

        return (await ledger.BacklogAsync(cancellation).ConfigureAwait(false)).Entries;
    }

    /// <summary>Takes over the place and makes the outbox what it lacks.</summary>
    private async Task OpenAsync(CancellationToken cancellation)
    {
        long last = await publisher.OpenAsync(cancellation).ConfigureAwait(false);
        if (await ledger.Outbox.AlignAsync(last, publisher.Name, cancellation).ConfigureAwait(false) is { } told) tell(told);
        if (isAway) tell($"Feedback is published to {publisher.Name} again.");
        isAway = false;
        pause.Reset();
    }

    /// <returns>Whether there was something.</returns>
    private async Task<bool> PublishNextAsync(CancellationToken cancellation)
    {
        IReadOnlyList<FeedbackEntry> entries = await ledger.Outbox.NextAsync(EntriesAtOnce, cancellation).ConfigureAwait(false);
        if (entries.Count == 0) return false;
        long last = entries[^1].Statement.Sequence;
        using Activity? span = StoreSpans.Begin(instrumentation, StoreSpans.Publish)?.SetTag("lad.feedback.statements", entries.Count).SetTag("lad.feedback.place", publisher.Name);
        try
        {
            await ledger.Outbox.BeginAsync(last, cancellation).ConfigureAwait(false);
            await publisher.PublishAsync(entries, cancellation).ConfigureAwait(false);
            await ledger.Outbox.RemoveAsync(last, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is FeedbackException or FactStoreException)
        {
            span.Failed(failure);
            throw;
        }
        return true;
    }

    private void Away(Exception failure)
    {
        if (!isAway) tell($"Feedback is not published for now; what people say is kept and waits. {failure.Message}");
        isAway = true;
    }
}

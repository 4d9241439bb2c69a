using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>
/// Takes statements from the outbox to where scorers read them: in order, each once. While the place is away, statements are accepted and wait. Of several stores with one database, one relays.
/// </summary>
/// <param name="ledger">The outbox.</param>
/// <param name="publisher">Where it goes; not disposed of here.</param>
/// <param name="clock">The clock of pauses.</param>
/// <param name="tell">Is told once when the place goes away, and when it is back.</param>
public sealed class OutboxRelay(FeedbackLedger ledger, IFeedbackPublisher publisher, TimeProvider clock, Action<string> tell)
{
    /// <summary>Relays until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => throw new NotImplementedException($"{ledger} {publisher} {clock} {tell}");

    /// <summary>Relays what is there now, once: for a command that ends.</summary>
    /// <returns>Entries that are still to be published, because another process relays or the place is away.</returns>
    public Task<long> FlushAsync(CancellationToken cancellation) => throw new NotImplementedException();
}

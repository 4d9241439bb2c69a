using Lad.FactStore.Safety;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>The append-only history of feedback, what is in force by it, and the outbox of what is still to be published. Thread-safe.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="clock">The clock of statements.</param>
public sealed class FeedbackLedger(FactStoreDatabase database, TimeProvider clock)
{
    /// <summary>Makes a statement: it is durable, in the outbox and in the audit trail when the task completes, or none of it.</summary>
    /// <returns>The statement with its number, and what is in force since.</returns>
    /// <exception cref="FeedbackRefusedException">The draft makes no sense; says why.</exception>
    /// <exception cref="FactStoreException">The database cannot take it.</exception>
    public Task<FeedbackEntry> AppendAsync(FeedbackDraft draft, Actor author, CancellationToken cancellation = default) => throw new NotImplementedException($"{database} {clock}");

    /// <summary>What is in force for a fingerprint; <see langword="null"/> when nothing was ever said of it.</summary>
    public Task<FeedbackState?> StateAsync(ulong fingerprint, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>All that was said of a fingerprint, in order.</summary>
    public Task<IReadOnlyList<FeedbackStatement>> HistoryAsync(ulong fingerprint, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>One statement by its number; <see langword="null"/> when there is none.</summary>
    public Task<FeedbackStatement?> FindAsync(long sequence, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Statements, the latest first, or the other way round.</summary>
    public Task<Page<FeedbackStatement>> ListAsync(FeedbackQuery query, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>What is in force for every fingerprint of which something is, by fingerprint.</summary>
    public IAsyncEnumerable<FeedbackState> StatesAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Entries in the outbox, and how long the oldest has been there.</summary>
    public Task<(long Entries, TimeSpan Age)> BacklogAsync(CancellationToken cancellation = default) => throw new NotImplementedException();
}

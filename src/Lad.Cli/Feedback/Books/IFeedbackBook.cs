using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Feedback.Books;

/// <summary>Where statements are kept: a running fact store, or its database.</summary>
internal interface IFeedbackBook : IAsyncDisposable
{
    /// <summary>Makes a statement.</summary>
    /// <param name="draft">What is said; without a fingerprint of its own (0) it is about the event's.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<FeedbackEntry> AddAsync(FeedbackDraft draft, CancellationToken cancellation);

    /// <summary>One statement by its number; <see langword="null"/> when there is none.</summary>
    Task<FeedbackStatement?> FindAsync(long number, CancellationToken cancellation);

    /// <summary>Statements, the oldest first.</summary>
    /// <param name="inForce">Only those in force.</param>
    /// <param name="cancellation">Gives up.</param>
    IAsyncEnumerable<FeedbackStatement> ListAsync(bool inForce, CancellationToken cancellation);

    /// <summary>Sees to it that what was said is published, and says what is not.</summary>
    Task FlushAsync(CancellationToken cancellation);
}

namespace Lad.Pipeline.Feedback;

/// <summary>Follows feedback where it is published.</summary>
public interface IFeedbackFeed
{
    /// <summary>What an operator calls the place.</summary>
    string Name { get; }

    /// <summary>
    /// Follows until cancelled: first what is in force for each fingerprint, then one <see cref="FeedbackChangeKind.CaughtUp"/>, then what changes. What cannot be read is told once, and what is known stays.
    /// </summary>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FeedbackException">The place cannot be read at all.</exception>
    IAsyncEnumerable<FeedbackChange> WatchAsync(CancellationToken cancellation);
}

/// <summary>What a feed saw.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="State">What is in force for a fingerprint now, of <see cref="FeedbackChangeKind.State"/>; <see langword="null"/> for other kinds.</param>
/// <param name="Fault">Why, of <see cref="FeedbackChangeKind.Refused"/> and <see cref="FeedbackChangeKind.Interrupted"/>; <see langword="null"/> for other kinds.</param>
public sealed record FeedbackChange(FeedbackChangeKind Kind, FeedbackState? State = null, FeedbackException? Fault = null);

/// <summary>What happened to feedback.</summary>
public enum FeedbackChangeKind
{
    /// <summary>Something else is in force for a fingerprint, or nothing.</summary>
    State,

    /// <summary>All that was there when the watch began has been told.</summary>
    CaughtUp,

    /// <summary>An entry cannot be understood; it is left out.</summary>
    Refused,

    /// <summary>The place cannot be read for now; what is known stays in force.</summary>
    Interrupted,
}

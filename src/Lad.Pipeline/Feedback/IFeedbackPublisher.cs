namespace Lad.Pipeline.Feedback;

/// <summary>
/// Where a fact store publishes feedback for scorers and trainers: a topic, or a file that plays its part. One process at a time publishes to a place.
/// Entries are published in the order of their sequence, each once, also when the process is killed at any moment: whoever publishes asks first what is there already.
/// </summary>
public interface IFeedbackPublisher : IAsyncDisposable
{
    /// <summary>What an operator calls the place, e.g. <c>kafka:lad.feedback</c> or <c>file:.lad/feedback.jsonl</c>.</summary>
    string Name { get; }

    /// <summary>Takes over the place: an earlier publisher can write nothing more. Cuts off what it left half-written.</summary>
    /// <returns>Sequence of the latest entry there; 0 when there is none.</returns>
    /// <exception cref="FeedbackException">The place cannot be read or written now; trying again may help.</exception>
    ValueTask<long> OpenAsync(CancellationToken cancellation);

    /// <summary>Publishes entries; they are durable when the task completes.</summary>
    /// <param name="entries">In the order of their sequence, all later than what is there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FeedbackException">It cannot be told which of them were published: <see cref="OpenAsync"/> says, before the next attempt.</exception>
    ValueTask PublishAsync(IReadOnlyList<FeedbackEntry> entries, CancellationToken cancellation);
}

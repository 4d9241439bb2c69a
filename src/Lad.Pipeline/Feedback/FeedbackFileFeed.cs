using System.Runtime.CompilerServices;

namespace Lad.Pipeline.Feedback;

/// <summary>
/// Follows a file of feedback as it grows. A file that is not there yet says nothing, and is taken up when it appears; one that was truncated or replaced is read anew. What was known before stays known until the file says otherwise.
/// </summary>
/// <param name="path">The file, one entry a line.</param>
/// <param name="time">The clock of looking.</param>
/// <param name="interval">How often it looks, above 0; 100 ms when not given. A look at a file that has not changed costs two questions to the operating system.</param>
public sealed class FeedbackFileFeed(string path, TimeProvider time, TimeSpan? interval = null) : IFeedbackFeed
{
    /// <inheritdoc/>
    public string Name { get; } = $"file:{path}";

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedbackChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval ?? TimeSpan.FromMilliseconds(100), time);
        var reader = new FeedbackFileReader(path, Name);
        string? interruption = null;
        bool caughtUp = false;
        do
        {
            (IReadOnlyList<FeedbackChange> changes, FeedbackException? failure) = Look(reader, patient: caughtUp);
            if (failure is not null && failure.Message != interruption) yield return new FeedbackChange(FeedbackChangeKind.Interrupted, Fault: failure);
            interruption = failure?.Message;
            foreach (FeedbackChange change in changes) yield return change;
            if (!caughtUp) yield return new FeedbackChange(FeedbackChangeKind.CaughtUp);
            caughtUp = true;
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private static (IReadOnlyList<FeedbackChange> Changes, FeedbackException? Failure) Look(FeedbackFileReader reader, bool patient)
    {
        try
        {
            return (reader.Look(), null);
        }
        catch (FeedbackException failure) when (patient)
        {
            return ([], failure);
        }
    }
}

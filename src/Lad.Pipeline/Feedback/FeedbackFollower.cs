namespace Lad.Pipeline.Feedback;

/// <summary>
/// Keeps a slot at what a feed says. What was there when it began is put in force at once, when all of it is known; afterwards each change as it comes, several that come together in one step.
/// While the feed is away the last known set stays in force; a place that does not exist yet has said nothing.
/// </summary>
/// <param name="feed">Where feedback is published.</param>
/// <param name="slot">What the graph reads.</param>
/// <param name="time">The clock of pauses.</param>
/// <param name="tell">Is told what is left out and when the feed is away, each once; may be called from any thread.</param>
public sealed class FeedbackFollower(IFeedbackFeed feed, FeedbackSlot slot, TimeProvider time, Action<string> tell)
{
    private const int MostAtOnce = 10_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<ulong, FeedbackState> states = [];
    private readonly FeedbackTranslations translations = new();
    private int pending;
    private string? told;
    private bool full;

    /// <summary>What an operator calls the place.</summary>
    public string Name => feed.Name;

    /// <summary>What was taken up.</summary>
    public FeedbackCounters Counters { get; } = new();

    /// <summary>Ends when what was there at the beginning is in force; fails with the <see cref="FeedbackException"/> of a place that cannot be read.</summary>
    public Task Ready => ready.Task;

    /// <summary>Follows until cancelled. A place that could be read once is tried again and again.</summary>
    /// <exception cref="FeedbackException">The place cannot be read at the beginning.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            long begin = time.GetTimestamp();
            try
            {
                await FollowAsync(cancellation).ConfigureAwait(false);
                throw new FeedbackException(feed.Name, $"{feed.Name} ended, though feedback has no end.");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                ready.TrySetCanceled(cancellation);
                throw;
            }
            // Whatever it is: a run that scores by old feedback and says so is better than one that does and does not.
            catch (Exception failure) when (ready.Task.IsCompleted)
            {
                TellOnce($"feedback cannot be followed for now; what is known stays in force: {failure.Message}");
            }
            catch (Exception failure)
            {
                ready.TrySetException(failure);
                // Whoever runs the follower gets the failure from here.
                _ = ready.Task.Exception;
                throw;
            }
            pause = time.GetElapsedTime(begin) > LongestPause ? FirstPause : pause;
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        IAsyncEnumerator<FeedbackChange> changes = feed.WatchAsync(cancellation).GetAsyncEnumerator(cancellation);
        await using (changes.ConfigureAwait(false))
        {
            while (true)
            {
                ValueTask<bool> next = changes.MoveNextAsync();
                if (pending > 0 && ready.Task.IsCompleted && (!next.IsCompleted || pending >= MostAtOnce)) PutInForce();
                if (!await next.ConfigureAwait(false)) break;
                Take(changes.Current);
            }
        }
    }

    private void Take(FeedbackChange change)
    {
        switch (change.Kind)
        {
            case FeedbackChangeKind.State:
                told = null;
                Take(change.State!);
                break;
            case FeedbackChangeKind.CaughtUp:
                told = null;
                PutInForce();
                ready.TrySetResult();
                break;
            case FeedbackChangeKind.Refused:
                Counters.Refuse();
                tell($"feedback left out: {change.Fault!.Message}");
                break;
            case FeedbackChangeKind.Interrupted when change.Fault!.IsMissing && !ready.Task.IsCompleted:
                TellOnce($"there is no feedback yet: {change.Fault.Message} It is taken up when it appears.");
                ready.TrySetResult();
                break;
            default:
                TellOnce($"feedback cannot be followed for now; what is known stays in force: {change.Fault!.Message}");
                break;
        }
    }

    private void Take(FeedbackState state)
    {
        if (state.IsEmpty)
        {
            if (!states.Remove(state.Fingerprint, out FeedbackState? former)) return;
            Counters.Changed(former, state);
            pending++;
            return;
        }
        if (states.Count >= FeedbackSet.MaxFingerprints && !states.ContainsKey(state.Fingerprint))
        {
            if (!full) tell($"feedback on more than {FeedbackSet.MaxFingerprints} fingerprints does not fit; what is said of others is left out");
            full = true;
            return;
        }
        Counters.Changed(states.GetValueOrDefault(state.Fingerprint), state);
        states[state.Fingerprint] = state;
        pending++;
    }

    private void PutInForce()
    {
        pending = 0;
        slot.Swap(states.Count == 0 ? FeedbackSet.Empty : new FeedbackSet(states.Values, translations));
    }

    private void TellOnce(string text)
    {
        if (told == text) return;
        told = text;
        tell(text);
    }
}

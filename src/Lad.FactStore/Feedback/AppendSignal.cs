namespace Lad.FactStore.Feedback;

/// <summary>Wakes the relay: set any number of times, it wakes once. One waits at a time.</summary>
internal sealed class AppendSignal
{
    private volatile TaskCompletionSource next = New();

    /// <summary>After what the relay is to find has been committed.</summary>
    public void Set() => next.TrySetResult();

    /// <summary>Waits until it is set, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        TaskCompletionSource current = next;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(current.Task, Task.Delay(longest, clock, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        // Whoever sets it between these lines is found by the look that follows.
        if (current.Task.IsCompleted) next = New();
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

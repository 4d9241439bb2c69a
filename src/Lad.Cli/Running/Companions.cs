using System.Runtime.ExceptionServices;

namespace Lad.Cli.Running;

/// <summary>Work with others beside it that go on as long as it does. When one of them fails, the work is drained, and that failure is the process's: nothing goes on without a part that nobody misses.</summary>
internal static class Companions
{
    /// <summary>Does the work.</summary>
    /// <param name="work">The work; is told to drain when it is to stop, or when one of the others has failed.</param>
    /// <param name="stop">The wish that it stop.</param>
    /// <param name="beside">The others; told to end when the work has ended.</param>
    /// <returns>The work's exit code.</returns>
    /// <exception cref="Exception">The work's failure, or that of one of the others: the one that came first, since it is the cause.</exception>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> work, CancellationToken stop, params IReadOnlyList<Func<CancellationToken, Task>> beside)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Exception? cause = null;
        Task others = Task.WhenAll(beside.Select(EndAllAsync));
        Task<int> working = work(ended.Token);
        await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // What failed first is the cause, and what it made of the rest is no news.
        bool isCause = working.IsFaulted && Volatile.Read(ref cause) is null;
        await ended.CancelAsync().ConfigureAwait(false);
        await others.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!isCause && cause is not null) ExceptionDispatchInfo.Throw(cause);
        return await working.ConfigureAwait(false);

        async Task EndAllAsync(Func<CancellationToken, Task> other)
        {
            try
            {
                await other(ended.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                // The way they end.
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref cause, failure, null);
                await ended.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}

using System.Data.Common;

namespace Lad.FactStore.Storage;

/// <summary>Runs work in a transaction, and again after what passes: a deadlock, a server that starts anew.</summary>
internal sealed class RepeatedWork(DatabaseEngine engine, TimeProvider clock)
{
    /// <summary>With the pauses, about five seconds: someone waits for the answer.</summary>
    private const int MostAttempts = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<EngineTransaction>> begin, Func<DatabaseSession, Task<T>> work, Commit commit, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            bool isCommitting = false;
            try
            {
                EngineTransaction transaction = await begin(cancellation).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    T result = await work(new DatabaseSession(engine.Name, engine.Dialect, transaction.Connection, transaction.Transaction, cancellation)).ConfigureAwait(false);
                    isCommitting = true;
                    // What is being committed is not given up: nobody would know whether it happened.
                    await transaction.Transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                    return result;
                }
            }
            catch (DbException failure)
            {
                cancellation.ThrowIfCancellationRequested();
                DatabaseFault fault = engine.Classify(failure);
                bool isUncertain = isCommitting && fault.IsConnectionLost;
                if (isUncertain && commit == Commit.Once)
                    throw new FactStoreException($"{engine.Name}: the connection was lost while a change was being stored, so it may be there or not: look before trying again. {fault.Reason}", failure);
                if (!fault.MayPass || attempt == MostAttempts) throw new FactStoreException($"{engine.Name}: {fault.Reason}", failure);
                if (fault.IsConnectionLost) engine.Clear();
            }

            TimeSpan pause = FirstPause * (1 << (attempt - 1));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellation).ConfigureAwait(false);
        }
    }
}

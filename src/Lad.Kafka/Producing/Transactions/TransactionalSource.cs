using Lad.Kafka.Consuming;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Producing.Transactions;

/// <summary>A source whose offsets are committed in transactions: begins them before it is first read, and ends them before it leaves its group.</summary>
internal sealed class TransactionalSource(KafkaSource source, KafkaTransactions transactions) : IRecordSource
{
    private Task? started;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public MessagingOrigin? Origin => source.Origin;

    /// <inheritdoc/>
    public SourceCounters Counters => source.Counters;

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (started is not { IsCompletedSuccessfully: true }) return StartAndReadAsync(batch, cancellation);
        transactions.ThrowIfEnded();
        ValueTask<bool> read = source.ReadAsync(batch, cancellation);
        return read.IsCompleted ? read : WaitAsync(read);
    }

    /// <inheritdoc/>
    public async ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        await source.AcknowledgeAsync(batch, cancellation).ConfigureAwait(false);
        transactions.Completed(batch);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // While this member still is in its group: its offsets would not be taken otherwise.
        try
        {
            await transactions.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> StartAndReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        started ??= transactions.StartAsync();
        await started.WaitAsync(cancellation).ConfigureAwait(false);
        return await ReadAsync(batch, cancellation).ConfigureAwait(false);
    }

    // An idle source has to hear of the end, too.
    private async ValueTask<bool> WaitAsync(ValueTask<bool> read)
    {
        Task<bool> reading = read.AsTask();
        if (await Task.WhenAny(reading, transactions.Ended).ConfigureAwait(false) != reading) transactions.ThrowIfEnded();
        return await reading.ConfigureAwait(false);
    }
}

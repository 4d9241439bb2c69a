using Confluent.Kafka;

namespace Lad.Kafka.Feedback;

/// <summary>Writes entries to a topic until something fails; then another one is made.</summary>
internal sealed class FeedbackProducer : IAsyncDisposable
{
    // The client's calls block and know no cancellation; they may be called again for as long as they say that they timed out.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);
    private readonly FeedbackTopic topic;
    private readonly bool transactions;
    private readonly TimeSpan deadline;
    private readonly TimeProvider time;
    private readonly IProducer<byte[], byte[]> producer;
    private volatile Error? trouble;

    /// <param name="topic">The topic.</param>
    /// <param name="transactions">Whether the brokers know transactions.</param>
    /// <param name="deadline">How long one operation may take.</param>
    /// <param name="time">The clock.</param>
    public FeedbackProducer(FeedbackTopic topic, bool transactions, TimeSpan deadline, TimeProvider time)
    {
        this.topic = topic;
        this.transactions = transactions;
        this.deadline = deadline;
        this.time = time;
        producer = transactions ? FeedbackClients.Transactional(topic.Client, topic.TransactionalId, Note) : FeedbackClients.Plain(topic.Client, deadline, Note);
    }

    /// <summary>Fences whoever published before; what they left unfinished is aborted. Without transactions nothing can be done about them.</summary>
    public Task TakeOverAsync(CancellationToken cancellation) => transactions ? CallAsync(producer.InitTransactions, cancellation) : Task.CompletedTask;

    /// <summary>Writes messages, in one transaction where there are any.</summary>
    /// <exception cref="KafkaException">Some of them may not be written.</exception>
    public async Task SendAsync(IEnumerable<Message<byte[], byte[]>> messages, CancellationToken cancellation)
    {
        if (!transactions)
        {
            foreach (Message<byte[], byte[]> message in messages) await producer.ProduceAsync(topic.Partition, message, cancellation).ConfigureAwait(false);
            return;
        }
        Error? refused = null;
        producer.BeginTransaction();
        foreach (Message<byte[], byte[]> message in messages)
            producer.Produce(topic.Partition, message, report => _ = report.Error.IsError ? Interlocked.CompareExchange(ref refused, report.Error, null) : null);
        try
        {
            await CallAsync(producer.CommitTransaction, cancellation).ConfigureAwait(false);
        }
        catch (KafkaException) when (Volatile.Read(ref refused) is { } reason)
        {
            // That the transaction has to be aborted says less than why.
            throw new KafkaException(reason);
        }
    }

    /// <summary>What to say of an error: a time-out says little when all brokers are away.</summary>
    public Error Telling(Error error) => error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_MsgTimedOut && trouble is { } reason ? reason : error;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.Run(producer.Dispose).ConfigureAwait(false);

    private async Task CallAsync(Action<TimeSpan> call, CancellationToken cancellation)
    {
        long begin = time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await Task.Run(() => call(Slice), CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (KafkaRetriableException) when (time.GetElapsedTime(begin) < deadline)
            {
                await Task.Delay(Slice / 10, time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Note(Error error) => trouble = error;
}

using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Reads a topic with models into an index: from its beginning, to its end, and on.</summary>
internal sealed class ModelTopicSession : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private readonly IConsumer<ModelKey?, ModelValue> consumer;
    private readonly KafkaClientOptions client;
    private readonly KafkaModelOptions options;
    private readonly TimeProvider time;
    private readonly HashSet<int> behind;
    private readonly long[] next;
    private Error? trouble;

    private ModelTopicSession(IConsumer<ModelKey?, ModelValue> consumer, ModelIndex index, KafkaClientOptions client, KafkaModelOptions options, TimeProvider time)
    {
        this.consumer = consumer;
        this.client = client;
        this.options = options;
        this.time = time;
        Index = index;
        next = new long[index.Partitions];
        behind = [.. Enumerable.Range(0, index.Partitions)];
    }

    /// <summary>What was read.</summary>
    public ModelIndex Index { get; }

    /// <summary>Whether each partition was once read to its end.</summary>
    public bool CaughtUp => behind.Count == 0;

    /// <summary>What keeps the topic from being read; <see langword="null"/> since something was read.</summary>
    public ModelStoreException? Trouble => trouble is null ? null : TopicFault.Of(Index.Topic, client, trouble);

    /// <summary>Opens a topic at its beginning.</summary>
    /// <exception cref="ModelStoreException">There is no such topic, no access to it, or no broker that answers.</exception>
    /// <exception cref="BusException">The client cannot be used as it is configured.</exception>
    public static async Task<ModelTopicSession> OpenAsync(string topic, KafkaClientOptions client, KafkaModelOptions options, KafkaModelCounters counters, string? only, TimeProvider time, CancellationToken cancellation)
    {
        int partitions;
        try
        {
            TimeSpan deadline = options.Timeout < KafkaConnection.Deadline ? options.Timeout : KafkaConnection.Deadline;
            partitions = (await KafkaConnection.CheckAsync(client, [topic], deadline, cancellation).ConfigureAwait(false))[topic];
        }
        catch (BusException fault) when (fault.Fault is not (BusFault.Configuration or BusFault.NativeLibrary))
        {
            throw TopicFault.Of(topic, fault);
        }
        // The handler is called when something is consumed: not before there is a session.
        ModelTopicSession session = null!;
        IConsumer<ModelKey?, ModelValue> consumer = ModelClients.Consumer<ModelValue>(client, MessageForms.Instance, error => session.Note(error));
        session = new ModelTopicSession(consumer, new ModelIndex(topic, partitions, options, counters, only), client, options, time);
        // Offset 0 and not "the beginning", for which the client would ask half a second later. Where 0 is gone, the reset leads to the first there is.
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, 0)));
        return session;
    }

    /// <summary>Applies what has arrived.</summary>
    /// <param name="most">Messages to apply at most.</param>
    /// <returns>Messages applied.</returns>
    public int Drain(int most = 4096)
    {
        int applied = 0;
        while (applied < most && Next() is { } result)
        {
            trouble = null;
            int partition = result.Partition.Value;
            if (result.IsPartitionEOF)
            {
                behind.Remove(partition);
                next[partition] = Math.Max(next[partition], result.Offset.Value);
                continue;
            }
            next[partition] = result.Offset.Value + 1;
            long timestamp = result.Message.Timestamp.Type == TimestampType.NotAvailable ? 0 : result.Message.Timestamp.UnixTimestampMs;
            Index.Apply(new ModelMessage(partition, result.Offset.Value, timestamp, result.Message.Key, result.Message.Value));
            applied++;
        }
        return applied;
    }

    /// <summary>Reads on until each partition was once at its end.</summary>
    /// <exception cref="ModelStoreException">That took too long, or cannot be.</exception>
    public Task CatchUpAsync(CancellationToken cancellation) => ReadUntilAsync(() => CaughtUp, cancellation);

    /// <summary>Reads on until a message was applied.</summary>
    /// <exception cref="ModelStoreException">That took too long, or cannot be.</exception>
    public Task ReadToAsync(int partition, long offset, CancellationToken cancellation) => ReadUntilAsync(() => next[partition] > offset, cancellation);

    /// <inheritdoc />
    public void Dispose() => consumer.Dispose();

    private async Task ReadUntilAsync(Func<bool> reached, CancellationToken cancellation)
    {
        long begin = time.GetTimestamp();
        while (!reached())
        {
            cancellation.ThrowIfCancellationRequested();
            if (Drain() > 0 || reached()) continue;
            if (trouble is not null && (TopicFault.IsFinal(trouble) || time.GetElapsedTime(begin) > options.Timeout)) throw Trouble!;
            if (time.GetElapsedTime(begin) > options.Timeout)
                throw new ModelStoreException($"kafka:{Index.Topic}", $"it was not read to its end within {options.Timeout.TotalSeconds:0.#} s. Check that all its partitions have a leader.");
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private ConsumeResult<ModelKey?, ModelValue>? Next()
    {
        try
        {
            return consumer.Consume(TimeSpan.Zero);
        }
        catch (ConsumeException fault)
        {
            Note(fault.Error);
            return null;
        }
    }

    // One broker of several may be away for a while without harm. No group is joined, so that it does not matter whether one may be.
    private void Note(Error error)
    {
        if (error.Code == ErrorCode.GroupAuthorizationFailed) return;
        if (TopicFault.IsFinal(error) || error.Code == ErrorCode.Local_AllBrokersDown) trouble = error;
    }
}

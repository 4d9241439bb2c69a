using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Feedback;

/// <summary>
/// Publishes feedback on a compacted topic with one partition: under the fingerprint as key, an entry as JSON. Each publication is a transaction, under a transactional id that is the topic's:
/// who opens it fences whoever published before, and knows by the end of the topic what they have published. Used by one caller at a time.
/// </summary>
public sealed class KafkaFeedbackPublisher : IFeedbackPublisher
{
    private readonly FeedbackTopic topic;
    private readonly bool transactions;
    private readonly TimeProvider time;
    private FeedbackProducer? producer;

    /// <summary>Makes a publisher; nothing is connected yet.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="client">How the brokers are reached.</param>
    /// <param name="transactions">Whether the brokers know transactions, which came with Kafka 0.11. Without them an earlier publisher that still lives is not fenced.</param>
    /// <param name="time">The clock of time-outs.</param>
    public KafkaFeedbackPublisher(string topic, KafkaClientOptions client, bool transactions, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        this.topic = new FeedbackTopic(topic, client);
        this.transactions = transactions;
        this.time = time;
    }

    /// <inheritdoc/>
    public string Name => topic.Place;

    /// <summary>How long the brokers may take for one operation. Default 10 s.</summary>
    public TimeSpan Deadline { get; init; } = KafkaConnection.Deadline;

    /// <summary>The name under which brokers know whoever publishes to a topic.</summary>
    public static string TransactionalIdOf(string topic) => $"{topic}.publisher";

    /// <inheritdoc/>
    public async ValueTask<long> OpenAsync(CancellationToken cancellation)
    {
        await CloseAsync().ConfigureAwait(false);
        FeedbackProducer? opened = null;
        try
        {
            await topic.RequireAsync(Deadline, cancellation).ConfigureAwait(false);
            opened = new FeedbackProducer(topic, transactions, Deadline, time);
            await opened.TakeOverAsync(cancellation).ConfigureAwait(false);
            long latest = await FeedbackTopicEnd.ReadAsync(topic, Deadline, time, cancellation).ConfigureAwait(false);
            (producer, opened) = (opened, null);
            return latest;
        }
        catch (BusException fault)
        {
            throw topic.Fault(fault);
        }
        catch (KafkaException fault)
        {
            throw topic.Fault(opened?.Telling(fault.Error) ?? fault.Error, fault);
        }
        finally
        {
            if (opened is not null) await opened.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(IReadOnlyList<FeedbackEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (producer is not { } open) throw topic.Fault("it is not open, or publishing failed before: it is opened first");
        if (entries.Count == 0) return;
        bool published = false;
        try
        {
            await open.SendAsync(entries.Select(FeedbackMessage.Of), cancellation).ConfigureAwait(false);
            published = true;
        }
        catch (KafkaException fault)
        {
            throw topic.Fault(open.Telling(fault.Error), fault);
        }
        finally
        {
            // What became of the transaction is found out by opening anew.
            if (!published) await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        FeedbackProducer? old = producer;
        producer = null;
        if (old is not null) await old.DisposeAsync().ConfigureAwait(false);
    }
}

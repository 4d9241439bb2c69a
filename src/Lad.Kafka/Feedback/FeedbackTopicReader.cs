using Confluent.Kafka;

namespace Lad.Kafka.Feedback;

/// <summary>Reads a topic with feedback from an offset on. Used by one thread at a time.</summary>
internal sealed class FeedbackTopicReader : IDisposable
{
    private readonly FeedbackTopic topic;
    private readonly IConsumer<byte[], byte[]?> consumer;

    /// <summary>Makes a reader; nothing is read yet.</summary>
    public FeedbackTopicReader(FeedbackTopic topic)
    {
        this.topic = topic;
        consumer = FeedbackClients.Consumer(topic.Client, Note);
    }

    /// <summary>What keeps the topic from being read; <see langword="null"/> since something was read.</summary>
    public Error? Trouble { get; private set; }

    /// <summary>The first offset there is, and the one behind the last. Blocks.</summary>
    public WatermarkOffsets Ends(TimeSpan deadline) => consumer.QueryWatermarkOffsets(topic.Partition, deadline);

    /// <summary>Reads on from an offset. Where it is gone, from the first there is behind it; where the topic was made anew, from its beginning.</summary>
    public void Begin(long offset) => consumer.Assign(new TopicPartitionOffset(topic.Partition, offset));

    /// <summary>The next message, or the end; <see langword="null"/> when nothing has come.</summary>
    public ConsumeResult<byte[], byte[]?>? Next()
    {
        try
        {
            ConsumeResult<byte[], byte[]?>? result = consumer.Consume(TimeSpan.Zero);
            if (result is not null) Trouble = null;
            return result;
        }
        catch (ConsumeException fault)
        {
            Note(fault.Error);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => consumer.Dispose();

    // One broker of several may be away for a while without harm. No group is joined, so that it does not matter whether one may be.
    private void Note(Error error)
    {
        if (error.Code == ErrorCode.GroupAuthorizationFailed) return;
        if (FeedbackTopic.IsFinal(error) || error.Code == ErrorCode.Local_AllBrokersDown) Trouble = error;
    }
}

using Confluent.Kafka;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Feedback;

/// <summary>
/// Finds the latest entry of a topic. What lies last may be the marker of a transaction, an aborted message or one that is no entry, and compaction leaves gaps: so it reads the last offsets, and more of them while there is none among them.
/// </summary>
internal static class FeedbackTopicEnd
{
    private const long FirstWindow = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Sequence of the latest entry; 0 when there is none.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="deadline">How long the brokers may be silent.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FeedbackException">It cannot be read.</exception>
    /// <exception cref="KafkaException">It cannot be read.</exception>
    public static async Task<long> ReadAsync(FeedbackTopic topic, TimeSpan deadline, TimeProvider time, CancellationToken cancellation)
    {
        using var reader = new FeedbackTopicReader(topic);
        WatermarkOffsets ends = await Task.Run(() => reader.Ends(deadline), cancellation).ConfigureAwait(false);
        if (ends.High.Value <= ends.Low.Value) return 0;
        for (long window = FirstWindow; ; window *= 16)
        {
            long from = Math.Max(ends.Low.Value, ends.High.Value - window);
            reader.Begin(from);
            long latest = await LatestAsync(reader, topic, deadline, time, cancellation).ConfigureAwait(false);
            if (latest > 0 || from == ends.Low.Value) return latest;
        }
    }

    private static async Task<long> LatestAsync(FeedbackTopicReader reader, FeedbackTopic topic, TimeSpan deadline, TimeProvider time, CancellationToken cancellation)
    {
        long latest = 0;
        long heard = time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Next() is { } result)
            {
                if (result.IsPartitionEOF) return latest;
                heard = time.GetTimestamp();
                latest = Math.Max(latest, SequenceOf(result.Message));
                continue;
            }
            if (reader.Trouble is { } trouble && FeedbackTopic.IsFinal(trouble)) throw topic.Fault(trouble);
            if (time.GetElapsedTime(heard) > deadline)
                throw reader.Trouble is { } reason ? topic.Fault(reason) : topic.Fault($"it was not read to its end within {deadline.TotalSeconds:0} s. Check that its partition has a leader.");
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private static long SequenceOf(Message<byte[], byte[]?> message)
    {
        try
        {
            return FeedbackMessage.Entry(message)?.Statement.Sequence ?? 0;
        }
        catch (FormatException)
        {
            // Somebody else's message. Readers say so; for the order of statements it is not there.
            return 0;
        }
    }
}

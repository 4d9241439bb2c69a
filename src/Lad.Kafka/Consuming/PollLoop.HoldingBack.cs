using Confluent.Kafka;

namespace Lad.Kafka.Consuming;

/// <content>Holding back.</content>
internal sealed partial class PollLoop
{
    /// <summary>
    /// The graph is behind: waits for it, a short time by itself and then with all partitions paused and the consumer polled, so that membership of the group goes on however long it takes.
    /// </summary>
    private void HoldBack()
    {
        if (handOver.WaitForLow(options.PauseAfter, clock) || stopping.IsSet) return;
        counters.Pause();
        observer.Paused(handOver.Records, handOver.Bytes);
        assignmentChanged = true;
        bool low = false;
        while (!low && !stopping.IsSet)
        {
            if (assignmentChanged) Switch(consumer.Pause);
            // Serves rebalances. A record may still come, of a partition that was assigned just now: it is taken, since the consumer will not give it again.
            Step(TimeSpan.Zero);
            low = handOver.WaitForLow(HeldPoll, clock);
        }
        Switch(consumer.Resume);
        counters.Resume();
        observer.Resumed();
    }

    private void Switch(Action<IEnumerable<TopicPartition>> state)
    {
        assignmentChanged = false;
        List<TopicPartition> partitions = [.. streams.All.Where(stream => !stream.HasEnded).Select(stream => stream.Partition)];
        if (partitions.Count == 0) return;
        try
        {
            state(partitions);
        }
        catch (KafkaException e)
        {
            // A partition that the consumer is about to be told to give up: it fetches no more of it anyway.
            observer.Trouble(e.Error.Reason);
            assignmentChanged = true;
        }
    }
}

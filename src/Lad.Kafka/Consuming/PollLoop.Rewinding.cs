using Confluent.Kafka;

namespace Lad.Kafka.Consuming;

/// <content>Going back to what was committed last.</content>
internal sealed partial class PollLoop
{
    private readonly Lock asking = new();
    private List<TaskCompletionSource> rewinds = [];
    private volatile bool rewindAsked;
    private bool rewindsRefused;

    /// <summary>Asks the thread to go back; may be called from any thread.</summary>
    public Task RewindAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (asking)
        {
            if (rewindsRefused) return Task.CompletedTask;
            rewinds.Add(done);
            rewindAsked = true;
        }
        handOver.Interrupt();
        return done.Task;
    }

    private void Rewind()
    {
        List<TaskCompletionSource> asked = TakeRewinds(refuse: false);
        List<PartitionStream> old = [.. streams.All];
        handOver.StopTaking(old);
        foreach (PartitionStream stream in old) stream.Close();
        List<TopicPartition> partitions = [.. old.Select(stream => stream.Partition)];
        List<TopicPartitionOffset> offsets = partitions.Count == 0 ? [] : starts.Stored(consumer, partitions);
        Begin(offsets);
        foreach (TopicPartitionOffset offset in offsets) retries.Ask($"go back in {offset.Topic}/{offset.Partition.Value}", () => Seek(offset));
        counters.Rewind();
        observer.Rewound(partitions);
        foreach (TaskCompletionSource done in asked) done.TrySetResult();
    }

    private bool Seek(TopicPartitionOffset offset)
    {
        consumer.Seek(offset);
        return true;
    }

    private void RefuseRewinds()
    {
        foreach (TaskCompletionSource done in TakeRewinds(refuse: true)) done.TrySetResult();
    }

    private List<TaskCompletionSource> TakeRewinds(bool refuse)
    {
        lock (asking)
        {
            List<TaskCompletionSource> asked = rewinds;
            rewinds = [];
            rewindAsked = false;
            rewindsRefused |= refuse;
            return asked;
        }
    }
}

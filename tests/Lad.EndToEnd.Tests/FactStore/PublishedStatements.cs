using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Feedback;

namespace Lad.EndToEnd.Tests.FactStore;

/// <summary>What appears on a topic of feedback, from its beginning, as a reader of committed messages sees it.</summary>
internal sealed class PublishedStatements : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly List<FeedbackStatement> seen = [];
    private readonly Task reading;

    public PublishedStatements(IBroker broker, string topic) => reading = Task.Factory.StartNew(() => Read(broker, topic), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>All by now, in their order.</summary>
    public IReadOnlyList<FeedbackStatement> Seen
    {
        get
        {
            lock (seen) return [.. seen];
        }
    }

    /// <summary>Waits for so many.</summary>
    public async Task UntilAsync(int statements, TimeSpan patience)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Seen.Count < statements && !reading.IsCompleted && TimeProvider.System.GetElapsedTime(start) < patience) await timer.WaitForNextTickAsync();
        if (reading.IsFaulted) await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private void Read(IBroker broker, string topic)
    {
        using IConsumer<byte[], byte[]> consumer = broker.Consumer(new ConsumerConfig { IsolationLevel = IsolationLevel.ReadCommitted, EnableAutoCommit = false, AutoOffsetReset = AutoOffsetReset.Error });
        consumer.Assign(new TopicPartitionOffset(topic, 0, 0));
        while (!end.IsCancellationRequested)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is not { } result) continue;
            FeedbackStatement statement = FeedbackJson.Read(result.Message.Value).Statement;
            lock (seen) seen.Add(statement);
        }
    }
}

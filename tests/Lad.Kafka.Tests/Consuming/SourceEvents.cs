using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;
using Lad.Kafka.Consuming;

namespace Lad.Kafka.Tests.Consuming;

/// <summary>What a source told its observer.</summary>
internal sealed class SourceEvents : IKafkaSourceObserver
{
    private readonly ConcurrentQueue<string> all = [];
    private volatile int turns;

    public IReadOnlyCollection<string> All => all;

    public void Assigned(IReadOnlyList<TopicPartition> partitions) => all.Enqueue($"assigned {partitions.Count}");

    public void Revoked(IReadOnlyList<TopicPartition> partitions, bool drained) => all.Enqueue(drained ? "revoked" : "revoked undrained");

    public void Lost(IReadOnlyList<TopicPartition> partitions) => all.Enqueue("lost");

    public void Rewound(IReadOnlyList<TopicPartition> partitions) => all.Enqueue("rewound");

    public void Paused(long records, long bytes) => all.Enqueue("paused");

    public void Resumed() => all.Enqueue("resumed");

    public void CommitFailed(string reason, bool benign) => all.Enqueue($"commit failed {benign}: {reason}");

    public void Waiting(string reason) => all.Enqueue($"waiting {reason}");

    public void Trouble(string reason) => all.Enqueue($"trouble {reason}");

    public void Turned() => Interlocked.Increment(ref turns);

    /// <summary>Waits until the loop has turned so many times more.</summary>
    public async Task TurnAsync(int times)
    {
        int before = turns;
        await Eventually.HoldsAsync(() => turns - before >= times, () => $"{times} turns, not {turns - before}; {string.Join("; ", all)}");
    }

    /// <summary>Waits for an event whose text begins so.</summary>
    public Task WaitForAsync(string beginning) => Eventually.HoldsAsync(() => all.Any(text => text.StartsWith(beginning, StringComparison.Ordinal)), () => $"'{beginning}' among: {string.Join("; ", all)}");
}

/// <summary>Waits for conditions.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<bool> condition, Func<string> what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline) Assert.Fail($"Did not come true in time: {what()}");
            await Task.Delay(20);
        }
    }
}

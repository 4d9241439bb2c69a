using System.Runtime.CompilerServices;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Telemetry;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Feedback;

/// <summary>Follows feedback on a topic: what is in force at its end, and then what changes, within tens of milliseconds. Joins no group: each watch reads all of it.</summary>
public sealed class KafkaFeedbackFeed : IFeedbackFeed
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly FeedbackTopic topic;
    private readonly TimeProvider time;
    private readonly MessageTally? tally;

    /// <summary>Makes a feed; nothing is connected yet.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="client">How the brokers are reached.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="instrumentation">What measures it; <see langword="null"/>: nobody looks.</param>
    public KafkaFeedbackFeed(string topic, KafkaClientOptions client, TimeProvider time, Instrumentation? instrumentation = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        this.topic = new FeedbackTopic(topic, client);
        this.time = time;
        tally = instrumentation is null ? null : MessagingMetrics.Of(instrumentation).Consumed(topic);
    }

    /// <inheritdoc/>
    public string Name => topic.Place;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedbackChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? told = null; await ObstacleAsync(cancellation).ConfigureAwait(false) is { } obstacle;)
        {
            if (obstacle.Message != told) yield return new FeedbackChange(FeedbackChangeKind.Interrupted, Fault: obstacle);
            told = obstacle.Message;
            await Task.Delay(RetryAfter, time, cancellation).ConfigureAwait(false);
        }
        using FeedbackTopicReader reader = Open();
        // Of several entries of a fingerprint that compaction has left, the latest tells what is in force.
        Dictionary<ulong, FeedbackState>? known = [];
        ErrorCode? interruption = null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Next() is not { } result)
            {
                if (reader.Trouble is { } trouble && trouble.Code != interruption)
                {
                    interruption = trouble.Code;
                    yield return new FeedbackChange(FeedbackChangeKind.Interrupted, Fault: topic.Fault(trouble));
                }
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
                continue;
            }
            interruption = null;
            if (!result.IsPartitionEOF)
            {
                tally?.Add(1);
                FeedbackChange change = Read(result);
                if (known is null || change.State is null) yield return change;
                else known[change.State.Fingerprint] = change.State;
            }
            else if (known is not null)
            {
                foreach (FeedbackState state in known.Values.OrderBy(static state => state.Sequence)) yield return new FeedbackChange(FeedbackChangeKind.State, state);
                known = null;
                yield return new FeedbackChange(FeedbackChangeKind.CaughtUp);
            }
        }
    }

    /// <summary>What keeps the topic from being read, so that it may help to look again; <see langword="null"/> when nothing does.</summary>
    private async Task<FeedbackException?> ObstacleAsync(CancellationToken cancellation)
    {
        try
        {
            await topic.RequireAsync(KafkaConnection.Deadline, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (FeedbackException obstacle)
        {
            return obstacle;
        }
        catch (BusException fault) when (fault.Fault is BusFault.Configuration or BusFault.NativeLibrary)
        {
            throw topic.Fault(fault);
        }
        catch (BusException fault)
        {
            return topic.Fault(fault);
        }
    }

    private FeedbackTopicReader Open()
    {
        try
        {
            var reader = new FeedbackTopicReader(topic);
            // Offset 0 and not "the beginning", for which the client would ask half a second later. Where 0 is gone, the reset leads to the first there is.
            reader.Begin(0);
            return reader;
        }
        catch (BusException fault)
        {
            throw topic.Fault(fault);
        }
    }

    private FeedbackChange Read(ConsumeResult<byte[], byte[]?> result)
    {
        try
        {
            return new FeedbackChange(FeedbackChangeKind.State, FeedbackMessage.State(result.Message));
        }
        catch (FormatException fault)
        {
            string where = $"{topic.Place}[{result.Partition.Value}]@{result.Offset.Value}";
            return new FeedbackChange(FeedbackChangeKind.Refused, Fault: new FeedbackException(topic.Place, $"{where}: the entry cannot be understood and is left out: {fault.Message}", fault));
        }
    }
}

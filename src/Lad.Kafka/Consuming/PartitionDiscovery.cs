using System.Text.RegularExpressions;
using Confluent.Kafka;
using Lad.Detection.Parsing;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Consuming;

/// <summary>Finds the partitions of a source without a group, and those that come later. Used by the poll thread alone.</summary>
internal sealed class PartitionDiscovery(KafkaSourceOptions options, Retries retries, IKafkaSourceObserver observer, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MissingInterval = TimeSpan.FromSeconds(1);
    private readonly HashSet<TopicPartition> known = [];
    private readonly List<Regex> patterns = [.. options.Topics.Where(topic => topic.StartsWith('^')).Select(topic => new Regex(topic, RegexOptions.CultureInvariant))];
    private long last;
    private bool told;

    /// <summary>The partitions there are.</summary>
    /// <exception cref="BusException">A topic is missing, and the source is not one to wait for it; or no broker can be reached.</exception>
    public IReadOnlyList<TopicPartition> Start(IConsumer<ByteSlice, ByteSlice> consumer) => Find(retries.Ask("list the topics", () => Metadata(consumer)));

    /// <summary>The partitions that are new since the last look; looks now and then.</summary>
    public IReadOnlyList<TopicPartition> Look(IConsumer<ByteSlice, ByteSlice> consumer)
    {
        if (options.StopAtEnd || clock.GetElapsedTime(last) < (known.Count == 0 ? MissingInterval : Interval)) return [];
        try
        {
            return Find(Metadata(consumer));
        }
        catch (KafkaException e) when (!ConsumerFault.IsFinal(e.Error))
        {
            last = clock.GetTimestamp();
            return [];
        }
    }

    private static Metadata Metadata(IConsumer<ByteSlice, ByteSlice> consumer)
    {
        using IAdminClient admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        return admin.GetMetadata(Retries.Timeout);
    }

    private List<TopicPartition> Find(Metadata metadata)
    {
        last = clock.GetTimestamp();
        List<TopicMetadata> wanted = [.. metadata.Topics.Where(topic => options.Topics.Contains(topic.Topic) || patterns.Exists(pattern => pattern.IsMatch(topic.Topic)))];
        if (wanted.Find(topic => ConsumerFault.IsFinal(topic.Error)) is { } refused) throw KafkaFailure.Of(refused.Error, options.Client, refused.Topic);
        string[] missing = [.. options.Topics.Where(topic => !topic.StartsWith('^') && !wanted.Exists(there => there.Topic == topic && there.Partitions.Count > 0))];
        if (missing.Length > 0)
        {
            if (options.StopAtEnd) throw KafkaFailure.Of(new Error(ErrorCode.UnknownTopicOrPart), options.Client, string.Join(", ", missing));
            if (!told) observer.Waiting($"there is no topic {string.Join(", ", missing)} yet; waiting for it to be created");
            told = true;
        }
        return [.. wanted.SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId))).Where(known.Add)];
    }
}

using Confluent.Kafka;
using Lad.Detection.Parsing;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Consuming;

/// <summary>The consumer's settings.</summary>
internal static class SourceConsumer
{
    // Without a group nothing is ever asked of or told to a coordinator; the client wants a name all the same.
    private const string NoGroup = "lad-reader";

    /// <summary>What the client is told; the user's own properties win.</summary>
    public static ConsumerConfig Configuration(KafkaSourceOptions options, bool transactional, bool measured = false)
    {
        bool stores = options.GroupId is not null && !transactional;
        return options.Client.Over(new ConsumerConfig
        {
            GroupId = options.GroupId ?? NoGroup,
            GroupInstanceId = options.InstanceId,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            EnableAutoOffsetStore = false,
            EnableAutoCommit = stores,
            AutoCommitIntervalMs = stores ? (int)options.CommitInterval.TotalMilliseconds : null,
            SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
            // What "latest" and a time mean was decided before the consumer starts: this one is for offsets that are gone, after which the oldest record there is loses least.
            AutoOffsetReset = AutoOffsetReset.Earliest,
            AllowAutoCreateTopics = false,
            // Who is to know how far it is behind is told of the end, which may lie behind markers that are no records.
            EnablePartitionEof = options.StopAtEnd || measured,
            // A topic or a partition that comes later is found within this.
            TopicMetadataRefreshIntervalMs = 10_000,
            FetchErrorBackoffMs = 100,
            // Bytes bound what is fetched ahead: a count that is reached stops fetching for a second.
            QueuedMinMessages = 1_000_000,
            QueuedMaxMessagesKbytes = 32 * 1024,
            ConsumeResultFields = Fields(options),
        });
    }

    /// <summary>Whether the topic's name has to come with each record for its stream to be known.</summary>
    public static bool NeedsTopic(KafkaSourceOptions options) => options.Topics.Count > 1 || options.Topics[0].StartsWith('^');

    /// <summary>A consumer that copies records into chunks.</summary>
    /// <exception cref="BusException">The configuration is refused.</exception>
    public static IConsumer<ByteSlice, ByteSlice> Build(KafkaSourceOptions options, bool transactional, bool measured, ChunkDeserializer deserializer, Action<ConsumerBuilder<ByteSlice, ByteSlice>> handlers, Action<Error> error)
    {
        ConsumerBuilder<ByteSlice, ByteSlice> builder = new ConsumerBuilder<ByteSlice, ByteSlice>(Configuration(options, transactional, measured)).SetKeyDeserializer(deserializer).SetValueDeserializer(deserializer);
        handlers(builder);
        return options.Client.Build(builder, error);
    }

    // What is not asked for is not made: a name and two lists for each record.
    private static string Fields(KafkaSourceOptions options) => string.Join(',', ((string?[])["timestamp", options.ReadTraceParent ? "headers" : null, NeedsTopic(options) ? "topic" : null]).OfType<string>());
}

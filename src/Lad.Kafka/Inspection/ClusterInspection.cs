using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Inspection;

/// <summary>Looks at a cluster without changing anything: joins no group, commits and sends nothing, makes no topic.</summary>
/// <param name="options">How the brokers are reached.</param>
/// <param name="deadline">How long a question may take.</param>
public sealed class ClusterInspection(KafkaClientOptions options, TimeSpan deadline)
{
    /// <summary>The brokers and topics.</summary>
    /// <exception cref="BusException">They cannot be asked.</exception>
    public Task<ClusterMap> MapAsync() => AskAsync(null, () =>
    {
        using IAdminClient client = Administration();
        Metadata metadata = client.GetMetadata(deadline);
        return new ClusterMap(
            [.. metadata.Brokers.Select(broker => new BrokerAddress(broker.BrokerId, broker.Host, broker.Port)).OrderBy(broker => broker.Id)],
            metadata.Topics.Where(topic => topic.Partitions.Count > 0).ToDictionary(topic => topic.Topic, topic => new TopicShape(topic.Partitions.Count, topic.Partitions.Count(partition => partition.Leader < 0))));
    });

    /// <summary>A group's members; <see langword="null"/>: the brokers know no such group.</summary>
    /// <exception cref="BusException">They cannot be asked, or do not tell this client.</exception>
    public Task<GroupState?> GroupAsync(string group) => AskAsync(group, () =>
    {
        using IAdminClient client = Administration();
        GroupInfo? found = client.ListGroup(group, deadline);
        if (found is null) return null;
        if (found.Error.IsError) throw new KafkaException(found.Error);
        return found.State is "Dead" or "" ? null : new GroupState(found.State, found.Protocol, [.. found.Members.Select(member => $"{member.ClientId} at {member.ClientHost.TrimStart('/')}")]);
    });

    /// <summary>Where a group stands in topics, partition by partition.</summary>
    /// <exception cref="BusException">The brokers cannot be asked, or do not tell this client.</exception>
    public Task<IReadOnlyList<PartitionStanding>> StandingAsync(string group, IReadOnlyList<(string Topic, int Partitions)> topics) => AskAsync(group, () =>
    {
        var config = options.Over(new ConsumerConfig { GroupId = group, EnableAutoCommit = false, EnableAutoOffsetStore = false });
        using IConsumer<Ignore, Ignore> consumer = options.Build(new ConsumerBuilder<Ignore, Ignore>(config));
        TopicPartition[] partitions = [.. topics.SelectMany(topic => Enumerable.Range(0, topic.Partitions).Select(partition => new TopicPartition(topic.Topic, partition)))];
        List<TopicPartitionOffset> committed = consumer.Committed(partitions, deadline);
        return (IReadOnlyList<PartitionStanding>)[.. committed.Select(offset =>
        {
            WatermarkOffsets ends = consumer.QueryWatermarkOffsets(offset.TopicPartition, deadline);
            return new PartitionStanding(offset.Topic, offset.Partition.Value, ends.Low.Value, ends.High.Value, offset.Offset.Value >= 0 ? offset.Offset.Value : null);
        })];
    });

    private IAdminClient Administration() => options.Build(new AdminClientBuilder(options.Over(new AdminClientConfig())));

    // The client's calls block their thread, and one that waits for an answer cannot be given up.
    private async Task<T> AskAsync<T>(string? group, Func<T> ask)
    {
        try
        {
            return await Task.Factory.StartNew(ask, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (KafkaException failure)
        {
            throw KafkaFailure.Of(failure, options, group: group);
        }
    }
}

using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Topics;

/// <summary>Reads and changes topics.</summary>
public sealed class TopicAdministration : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DescriptionDeadline = TimeSpan.FromSeconds(10);
    private readonly KafkaClientOptions options;
    private readonly IAdminClient client;

    private TopicAdministration(KafkaClientOptions options)
    {
        this.options = options;
        client = options.Build(new AdminClientBuilder(options.Over(new AdminClientConfig())));
    }

    /// <summary>Connects.</summary>
    /// <param name="options">How the brokers are reached.</param>
    /// <param name="deadline">How long they may take to answer; <see langword="null"/>: 10 s.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BusException">They cannot be used; says why and what to do.</exception>
    public static async Task<TopicAdministration> ConnectAsync(KafkaClientOptions options, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        await KafkaConnection.CheckAsync(options, [], deadline, cancellation).ConfigureAwait(false);
        return new TopicAdministration(options);
    }

    /// <summary>The brokers, and those of the topics that exist.</summary>
    /// <param name="plan">The topics.</param>
    /// <param name="deadline">How long they may take to tell configurations; <see langword="null"/>: 10 s.</param>
    /// <exception cref="BusException">They cannot be read.</exception>
    public async Task<ClusterState> ReadAsync(IReadOnlyList<TopicSpec> plan, TimeSpan? deadline = null)
    {
        Metadata metadata = await AskAsync(() => Task.Run(() => client.GetMetadata(Deadline))).ConfigureAwait(false);
        TopicMetadata[] existing = [.. metadata.Topics.Where(topic => topic.Partitions.Count > 0 && plan.Any(wanted => wanted.Name == topic.Topic))];
        (Dictionary<string, List<ConfigEntryResult>>? configurations, string? obstacle) = await ConfigurationsAsync(existing, deadline ?? DescriptionDeadline).ConfigureAwait(false);
        return new ClusterState(metadata.Brokers.Count, existing.ToDictionary(topic => topic.Topic, topic => State(topic, configurations)), obstacle);
    }

    /// <summary>Does what the differences call for.</summary>
    /// <param name="plan">The topics as they should be.</param>
    /// <param name="cluster">The topics as they were when the differences were found.</param>
    /// <param name="differences">What differs.</param>
    /// <exception cref="BusException">The brokers refuse something; what was done before stays.</exception>
    public async Task ApplyAsync(IReadOnlyList<TopicSpec> plan, ClusterState cluster, IReadOnlyList<TopicDifference> differences)
    {
        foreach (IGrouping<string, TopicDifference> group in differences.GroupBy(difference => difference.Topic))
        {
            TopicSpec topic = plan.First(wanted => wanted.Name == group.Key);
            TopicDifference[] changes = [.. group.Where(difference => difference.Action == TopicAction.Change)];
            if (group.Any(difference => difference.Action == TopicAction.Create)) await CreateAsync(topic, cluster).ConfigureAwait(false);
            if (group.Any(difference => difference.Action == TopicAction.Grow)) await GrowAsync(topic).ConfigureAwait(false);
            if (changes.Length > 0) await ChangeAsync(cluster.Topics[topic.Name], changes).ConfigureAwait(false);
        }
    }

    /// <summary>Hangs up.</summary>
    public void Dispose() => client.Dispose();

    private static TopicState State(TopicMetadata topic, Dictionary<string, List<ConfigEntryResult>>? configurations)
    {
        List<ConfigEntryResult>? entries = configurations?.GetValueOrDefault(topic.Topic);
        return new TopicState(
            topic.Topic, topic.Partitions.Count, topic.Partitions.Min(partition => partition.Replicas.Length),
            entries?.ToDictionary(entry => entry.Name, entry => entry.Value ?? ""),
            (entries ?? []).Where(entry => entry.Source == ConfigSource.DynamicTopicConfig).ToDictionary(entry => entry.Name, entry => entry.Value ?? ""));
    }

    private async Task<(Dictionary<string, List<ConfigEntryResult>>? Entries, string? Obstacle)> ConfigurationsAsync(TopicMetadata[] topics, TimeSpan deadline)
    {
        // Where no topic exists, a name that none has still tells whether the brokers answer at all.
        string[] names = topics.Length > 0 ? [.. topics.Select(topic => topic.Topic)] : ["lad.topics.probe"];
        try
        {
            List<DescribeConfigsResult> results = await client.DescribeConfigsAsync(
                names.Select(name => new ConfigResource { Type = ResourceType.Topic, Name = name }), new DescribeConfigsOptions { RequestTimeout = deadline }).ConfigureAwait(false);
            return (results.ToDictionary(result => result.ConfigResource.Name, result => result.Entries.Values.ToList()), null);
        }
        catch (DescribeConfigsException) when (topics.Length == 0)
        {
            return ([], null);
        }
        catch (DescribeConfigsException failure)
        {
            DescribeConfigsReport refused = failure.Results.First(result => result.Error.IsError);
            throw KafkaFailure.Of(refused.Error, options, refused.ConfigResource.Name, inner: failure);
        }
        catch (KafkaException failure) when (LacksAdministration(failure.Error))
        {
            return (null, $"the brokers at {options.BootstrapServers} do not let clients administer topics (Kafka before 0.11): configurations are not compared");
        }
        catch (KafkaException failure)
        {
            throw KafkaFailure.Of(failure, options);
        }
    }

    // Brokers of long ago do not even say which of them is the controller, and the client waits for it in vain.
    private static bool LacksAdministration(Error error) =>
        KafkaFailure.FaultOf(error) == BusFault.Unsupported || error.Reason.Contains("waiting for controller", StringComparison.Ordinal);

    private Task CreateAsync(TopicSpec topic, ClusterState cluster) => DoAsync(topic.Name, () => client.CreateTopicsAsync(
        [new TopicSpecification
        {
            Name = topic.Name,
            NumPartitions = topic.Partitions,
            ReplicationFactor = (short)TopicCheck.CopiesOf(topic, cluster),
            Configs = new Dictionary<string, string>(TopicCheck.ConfigurationOf(topic, cluster)),
        }],
        new CreateTopicsOptions { RequestTimeout = Deadline, OperationTimeout = Deadline }));

    private Task GrowAsync(TopicSpec topic) => DoAsync(topic.Name, () => client.CreatePartitionsAsync(
        [new PartitionsSpecification { Topic = topic.Name, IncreaseTo = topic.Partitions }],
        new CreatePartitionsOptions { RequestTimeout = Deadline, OperationTimeout = Deadline }));

    // The request replaces all of a topic's own configuration: what somebody else has set has to go with it, or would be lost.
    private Task ChangeAsync(TopicState state, TopicDifference[] changes)
    {
        var wanted = new Dictionary<string, string>(state.Own);
        foreach (TopicDifference change in changes) wanted[change.Setting] = change.Wanted;
        return DoAsync(state.Name, () => client.AlterConfigsAsync(
            new Dictionary<ConfigResource, List<ConfigEntry>>
            {
                [new ConfigResource { Type = ResourceType.Topic, Name = state.Name }] = [.. wanted.Select(pair => new ConfigEntry { Name = pair.Key, Value = pair.Value })],
            },
            new AlterConfigsOptions { RequestTimeout = Deadline }));
    }

    private async Task DoAsync(string topic, Func<Task> request)
    {
        try
        {
            await request().ConfigureAwait(false);
        }
        catch (CreateTopicsException failure) when (failure.Results.All(result => result.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // Somebody else made it in the meantime: the next plan compares it.
        }
        catch (KafkaException failure)
        {
            throw Refused(topic, failure);
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (KafkaException failure)
        {
            throw KafkaFailure.Of(failure, options);
        }
    }

    // The reports of single topics say more than the exception around them.
    private BusException Refused(string topic, KafkaException failure)
    {
        Error error = failure switch
        {
            CreateTopicsException created => created.Results[0].Error,
            CreatePartitionsException grown => grown.Results[0].Error,
            AlterConfigsException changed => changed.Results[0].Error,
            _ => failure.Error,
        };
        return KafkaFailure.Of(error, options, topic, inner: failure);
    }
}

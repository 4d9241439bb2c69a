using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>
/// Finds out, once and before anything else, whether the brokers can be used, so that a wrong address or login is said at once.
/// Later the client reconnects by itself and what it reports is only logged.
/// </summary>
public static class KafkaConnection
{
    /// <summary>How long the brokers may take to answer.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Asks the brokers which topics there are.</summary>
    /// <param name="options">How they are reached.</param>
    /// <param name="topics">Topics that must be there.</param>
    /// <param name="deadline">How long they may take; <see langword="null"/>: <see cref="Deadline"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Each topic there is with its number of partitions.</returns>
    /// <exception cref="BusException">They cannot be used, or a topic is missing; says why and what to do.</exception>
    public static async Task<IReadOnlyDictionary<string, int>> CheckAsync(KafkaClientOptions options, IReadOnlyList<string> topics, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        var faults = new ConnectionFaults();
        IAdminClient client = options.Build(new AdminClientBuilder(options.Over(new AdminClientConfig())), faults.Add, faults.Add);
        TimeSpan limit = deadline ?? Deadline;
        // All topics are asked for: asking for one by name makes it on brokers that create topics by themselves.
        Task<Metadata> answer = Task.Factory.StartNew(() => client.GetMetadata(limit), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // The client takes a while to end, which nobody has to wait for.
        _ = answer.ContinueWith(_ => client.Dispose(), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);
        // What the abandoned request throws later is of no interest.
        _ = answer.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Metadata metadata;
        try
        {
            if (await Task.WhenAny(answer, faults.Hopeless).WaitAsync(cancellation).ConfigureAwait(false) != answer) throw KafkaFailure.Of(faults.Worst()!, options);
            metadata = await answer.ConfigureAwait(false);
        }
        catch (KafkaException failure)
        {
            throw faults.Worst() is { } worst ? KafkaFailure.Of(worst, options, inner: failure) : Silent(options, limit, failure);
        }
        Dictionary<string, int> found = metadata.Topics.Where(topic => !topic.Error.IsError || topic.Partitions.Count > 0).ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count);
        string[] missing = [.. topics.Where(topic => !found.ContainsKey(topic))];
        return missing.Length == 0 ? found : throw Missing(options, missing);
    }

    private static BusException Silent(KafkaClientOptions options, TimeSpan limit, Exception inner) => new(
        BusFault.Unreachable,
        $"nothing answered at {options.BootstrapServers} within {limit.TotalSeconds:0.#} s. Is it Kafka, is a firewall between, and is Kafka:Client:security.protocol what that port speaks?", inner);

    private static BusException Missing(KafkaClientOptions options, string[] topics) => new(
        BusFault.TopicMissing,
        $"{(topics.Length == 1 ? $"topic {topics[0]} does" : $"topics {string.Join(", ", topics)} do")} not exist at {options.BootstrapServers}, or this client may not see {(topics.Length == 1 ? "it" : "them")}. `lad topics apply` creates what is missing.");
}

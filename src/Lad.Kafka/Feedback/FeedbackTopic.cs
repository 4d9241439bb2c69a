using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Feedback;

/// <summary>A topic with feedback: whether it can be used, and what keeps it from being.</summary>
/// <param name="name">The topic.</param>
/// <param name="client">How the brokers are reached.</param>
internal sealed class FeedbackTopic(string name, KafkaClientOptions client)
{
    /// <summary>The topic.</summary>
    public string Name { get; } = name;

    /// <summary>What an operator calls it.</summary>
    public string Place { get; } = $"kafka:{name}";

    /// <summary>How the brokers are reached.</summary>
    public KafkaClientOptions Client { get; } = client;

    /// <summary>The one partition, which puts all statements in one order.</summary>
    public TopicPartition Partition { get; } = new(name, 0);

    /// <summary>The name under which brokers know whoever publishes: one for the topic, so that a later publisher fences an earlier one.</summary>
    public string TransactionalId => KafkaFeedbackPublisher.TransactionalIdOf(Name);

    /// <summary>Makes sure that the topic is there and has one partition.</summary>
    /// <param name="deadline">How long the brokers may take to answer.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BusException">The brokers cannot be used, or the topic is missing.</exception>
    /// <exception cref="FeedbackException">It has more partitions.</exception>
    public async Task RequireAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        int partitions = (await KafkaConnection.CheckAsync(Client, [Name], deadline, cancellation).ConfigureAwait(false))[Name];
        if (partitions != 1) throw Fault($"the topic has {partitions} partitions, but feedback needs one, which puts all statements in one order. Make another topic with one partition (Kafka:FeedbackTopic names it, `lad topics apply` creates it).");
    }

    /// <summary>The fault of that text.</summary>
    public FeedbackException Fault(string text, Exception? inner = null) => new(Place, $"{Place}: {text}", inner);

    /// <summary>The fault for what the client threw.</summary>
    public FeedbackException Fault(BusException fault) => new(Place, $"{Place}: {fault.Message}", fault) { IsMissing = fault.Fault == BusFault.TopicMissing };

    /// <summary>The fault for an error.</summary>
    public FeedbackException Fault(Error error, Exception? inner = null)
    {
        BusFault kind = KafkaFailure.FaultOf(error);
        return error.Code switch
        {
            ErrorCode.TransactionalIdAuthorizationFailed => Fault($"Kafka at {Client.BootstrapServers} does not allow the transactional id {TransactionalId}. Grant this user Write and Describe on it: kafka-acls.sh.", inner),
            _ when kind == BusFault.Fenced => Fault($"another process has published to it since, as {TransactionalId}. One fact store publishes to a topic: end the other one, or give each a topic of its own (Kafka:FeedbackTopic).", inner),
            _ => Fault(KafkaFailure.Of(error, Client, Name, inner: inner).Message, inner),
        };
    }

    /// <summary>Whether waiting will not help: somebody has to do something.</summary>
    public static bool IsFinal(Error error) => Models.TopicFault.IsFinal(error);
}

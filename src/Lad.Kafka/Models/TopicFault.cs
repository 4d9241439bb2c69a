using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Says in one line what keeps a topic with models from being read or written.</summary>
internal static class TopicFault
{
    /// <summary>Whether waiting will not help: somebody has to do something.</summary>
    public static bool IsFinal(Error error) => error.IsFatal || KafkaFailure.FaultOf(error)
        is BusFault.Authentication or BusFault.Authorisation or BusFault.Encryption or BusFault.TopicMissing or BusFault.TooLarge or BusFault.Unsupported;

    /// <summary>The fault for an error.</summary>
    public static ModelStoreException Of(string topic, KafkaClientOptions client, Error error, Exception? inner = null) => Of(topic, KafkaFailure.Of(error, client, topic, inner: inner));

    /// <summary>The fault for what the client threw.</summary>
    public static ModelStoreException Of(string topic, BusException fault) => new($"kafka:{topic}", fault.Message, fault);
}

using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Models;

/// <summary>Says in one line what keeps a topic with models from being read or written.</summary>
internal static class TopicFault
{
    /// <summary>Whether waiting will not help: somebody has to do something.</summary>
    public static bool IsFinal(Error error) => error.IsFatal || error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition
        or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication
        or ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.TopicException;

    /// <summary>The fault for an error.</summary>
    public static ModelStoreException Of(string topic, KafkaClientOptions client, Error error, Exception? inner = null) => new($"kafka:{topic}", Reason(client, error), inner);

    private static string Reason(KafkaClientOptions client, Error error) => error.Code switch
    {
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => $"there is no such topic at {client.BootstrapServers}. Make it with `lad topics apply`.",
        ErrorCode.TopicAuthorizationFailed => "the brokers refuse access to it. Allow this client to read it, and to write it where models are published.",
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge => "a chunk is larger than the brokers take. Raise max.message.bytes of the topic, or make chunks smaller.",
        ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_MsgTimedOut => $"no broker answers at {client.BootstrapServers}: {error.Reason}. Check the address and that the brokers run.",
        ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication => $"the brokers refuse the credentials: {error.Reason}.",
        _ => $"{error.Reason}.",
    };
}

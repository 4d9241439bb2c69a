using Confluent.Kafka;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing;

/// <summary>Says what it means that a message could not be delivered, and what to do about it.</summary>
internal static class ProduceFailure
{
    public static SinkException Of(string sink, string topic, Error error, Exception? inner = null)
    {
        string advice = error.Code switch
        {
            ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge =>
                "the message is larger than the broker takes. Raise the topic's max.message.bytes, or lower the client's message.max.bytes to the broker's limit, so that such records become dead letters.",
            ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed =>
                "the brokers do not allow it. Grant this user Write and Describe on the topic, and IdempotentWrite on the cluster.",
            ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication => "the brokers refused the user or password. Check the client's sasl.* properties.",
            ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => "the topic does not exist. Create it, e.g. with `lad topics apply`.",
            ErrorCode.TopicException => "the broker does not take this topic's name.",
            ErrorCode.PolicyViolation or ErrorCode.InvalidRecord => "the broker's rules do not allow the message (a compacted topic, for one, wants a key).",
            ErrorCode.Local_MsgTimedOut => "it was not acknowledged in time. Check that the brokers are up and reachable, or raise message.timeout.ms.",
            ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch or ErrorCode.Local_Fenced => "another process uses the same transactional.id. Give each instance its own name.",
            ErrorCode.Local_PurgeQueue or ErrorCode.Local_PurgeInflight => "the producer was closed before it was sent.",
            _ => "what was not delivered is not acknowledged and will be read again.",
        };
        return new SinkException(SinkFault.Failed, sink, $"{sink}: cannot write to topic {topic}: {error.Reason} ({error.Code}): {advice}", inner);
    }
}

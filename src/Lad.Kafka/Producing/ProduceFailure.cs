using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing;

/// <summary>Says what it means that a message could not be delivered, and what to do about it.</summary>
internal static class ProduceFailure
{
    /// <summary>Whether it is worth another try: the topic is not known, or not yet again.</summary>
    public static bool MayPass(SinkException failure) =>
        failure.InnerException is KafkaException known && KafkaFailure.FaultOf(known.Error) == BusFault.TopicMissing;

    public static SinkException Of(string sink, KafkaClientOptions client, string topic, NativeError error)
    {
        string text = error.Code switch
        {
            ErrorCode.PolicyViolation or ErrorCode.InvalidRecord => $"the broker's rules do not allow a message for topic {topic}: {error.Reason}. A compacted topic, for one, takes no message without a key.",
            ErrorCode.Local_MsgTimedOut => $"a message for topic {topic} was not acknowledged in time. Check that the brokers are up, or raise or drop Kafka:Client:message.timeout.ms: without it LAD waits as long as it takes.",
            ErrorCode.Local_PurgeQueue or ErrorCode.Local_PurgeInflight => $"the producer was closed before a message for topic {topic} was delivered. It will be read and scored again.",
            _ => KafkaFailure.Of(error.ToError(), client, topic).Message,
        };
        return new SinkException(SinkFault.Failed, sink, $"{sink}: {text}", new KafkaException(error.ToError()));
    }
}

using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing.Transactions;

/// <summary>What an error means for the transactions.</summary>
internal static class TransactionFault
{
    /// <summary>Whether another transaction may succeed where this one did not; the record, the topic and the rights being what they are, it will not otherwise.</summary>
    public static bool IsPassing(NativeError error) => !error.IsFatal && error.Code is not (
        ErrorCode.Local_Fatal or ErrorCode.Local_Fenced or ErrorCode.ProducerFenced
        or ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.InvalidRecord or ErrorCode.PolicyViolation
        or ErrorCode.TopicException or ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition
        or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.GroupAuthorizationFailed);

    /// <summary>Why nothing can be committed any more.</summary>
    public static SinkException Ending(string what, KafkaProducerOptions options, NativeError error)
    {
        string text = error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch
            ? $"another process has taken over the transactional id {options.TransactionalId}, or its transaction was open for longer than {options.TransactionTimeout.TotalSeconds:0.#} s while the brokers were away. Give each process a Kafka:InstanceId of its own; if they have one, start this one again."
            : KafkaFailure.Of(error.ToError(), options.Client).Message;
        return new SinkException(SinkFault.Failed, $"transactions {options.TransactionalId}", $"exactly once: {what} failed: {text}", new KafkaException(error.ToError()));
    }
}

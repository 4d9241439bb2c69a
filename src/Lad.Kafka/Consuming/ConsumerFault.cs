using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Consuming;

/// <summary>Tells errors that end a source from those that pass.</summary>
internal static class ConsumerFault
{
    /// <summary>Whether trying again does not help.</summary>
    public static bool IsFinal(Error error) => error.IsFatal || error.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.Local_Fatal or ErrorCode.Local_Fenced or ErrorCode.FencedInstanceId or ErrorCode.InvalidGroupId
        or ErrorCode.InconsistentGroupProtocol or ErrorCode.InvalidSessionTimeout or ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature;

    /// <summary>Whether the brokers do not accept who this is: final for a client that never got in; one that did tries again.</summary>
    public static bool IsLogin(Error error) => error.Code is ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl;

    /// <summary>Whether a topic or partition is not there.</summary>
    public static bool IsMissing(Error error) => KafkaFailure.FaultOf(error) == BusFault.TopicMissing;

    /// <summary>Whether a refused commit only says that the partitions belong to someone else by now, or are about to.</summary>
    public static bool IsBenignForCommit(Error error) => error.Code is ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.RebalanceInProgress or ErrorCode.Local_State or ErrorCode.Local_AssignmentLost;
}

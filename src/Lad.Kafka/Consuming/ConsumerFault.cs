using Confluent.Kafka;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Consuming;

/// <summary>Tells errors that end a source from those that pass, and says what to do about the first.</summary>
internal static class ConsumerFault
{
    /// <summary>Whether trying again does not help.</summary>
    public static bool IsFinal(Error error) => error.IsFatal || error.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication or ErrorCode.Local_Fatal or ErrorCode.Local_Fenced or ErrorCode.FencedInstanceId or ErrorCode.InvalidGroupId
        or ErrorCode.InconsistentGroupProtocol or ErrorCode.InvalidSessionTimeout or ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature;

    /// <summary>Whether a topic or partition is not there.</summary>
    public static bool IsMissing(Error error) => error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition;

    /// <summary>Whether a refused commit only says that the partitions belong to someone else by now, or are about to.</summary>
    public static bool IsBenignForCommit(Error error) => error.Code is ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.RebalanceInProgress or ErrorCode.Local_State or ErrorCode.Local_AssignmentLost;

    /// <summary>The error as the source's.</summary>
    public static SourceException Exception(string source, string what, Error error, Exception? inner = null) => new(source, $"'{source}' {what}: {error.Reason}.{Advice(error)}", inner);

    private static string Advice(Error error) => error.Code switch
    {
        ErrorCode.TopicAuthorizationFailed => " Allow this user to read and describe the topic.",
        ErrorCode.GroupAuthorizationFailed => " Allow this user to read the consumer group.",
        ErrorCode.ClusterAuthorizationFailed => " Allow this user to describe the cluster.",
        ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication => " Check the client's user name, password and mechanism.",
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic => " Create the topic, or check its name.",
        ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_TimedOut or ErrorCode.Local_Resolve => " Check the brokers' addresses and that they run.",
        ErrorCode.Local_Fenced or ErrorCode.FencedInstanceId => " Another process runs under the same instance id: give each its own.",
        ErrorCode.InconsistentGroupProtocol => " The group has members that assign partitions in another way: stop them first, or take another group.",
        ErrorCode.InvalidSessionTimeout => " The broker's limits for a session are narrower (group.min.session.timeout.ms, group.max.session.timeout.ms).",
        _ => "",
    };
}

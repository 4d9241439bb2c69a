using Confluent.Kafka;

namespace Lad.Kafka.Clients;

/// <summary>Turns what the client reports into one line that says what, where, and what to do.</summary>
public static class KafkaFailure
{
    /// <summary>The failure as one line.</summary>
    /// <param name="failure">What the client threw.</param>
    /// <param name="options">How it reached the brokers.</param>
    /// <param name="topic">The topic it was about, if one.</param>
    /// <param name="group">The group it was about, if one.</param>
    public static BusException Of(Exception failure, KafkaClientOptions options, string? topic = null, string? group = null) => failure switch
    {
        BusException known => known,
        KafkaException reported => Of(reported.Error, options, topic, group, reported),
        DllNotFoundException => new BusException(BusFault.NativeLibrary, failure.Message, failure),
        InvalidOperationException or ArgumentException => new BusException(BusFault.Configuration, $"Kafka's client refuses its configuration: {failure.Message.Trim()}. See Kafka:Client in the configuration.", failure),
        _ => new BusException(BusFault.Other, $"Kafka at {options.BootstrapServers}: {failure.Message}", failure),
    };

    /// <summary>The error as one line.</summary>
    /// <param name="error">What the client reported.</param>
    /// <param name="options">How it reached the brokers.</param>
    /// <param name="topic">The topic it was about, if one.</param>
    /// <param name="group">The group it was about, if one.</param>
    /// <param name="inner">What the client threw.</param>
    public static BusException Of(Error error, KafkaClientOptions options, string? topic = null, string? group = null, Exception? inner = null)
    {
        (BusFault fault, string text) = Explain(error, options.BootstrapServers, topic, group);
        return new BusException(fault, text, inner ?? new KafkaException(error));
    }

    /// <summary>Why, as a kind.</summary>
    public static BusFault FaultOf(Error error) => error.Code switch
    {
        ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut or ErrorCode.Local_MsgTimedOut or ErrorCode.Local_TimedOutQueue
            or ErrorCode.RequestTimedOut or ErrorCode.BrokerNotAvailable or ErrorCode.NetworkException => ConnectionText.FaultOf(error.Reason),
        ErrorCode.Local_Ssl => BusFault.Encryption,
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.UnsupportedSaslMechanism or ErrorCode.IllegalSaslState => BusFault.Authentication,
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed => BusFault.Authorisation,
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => BusFault.TopicMissing,
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.InvalidMsgSize => BusFault.TooLarge,
        ErrorCode.UnsupportedVersion or ErrorCode.UnsupportedForMessageFormat or ErrorCode.Local_UnsupportedFeature => BusFault.Unsupported,
        ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch or ErrorCode.Local_Fenced or ErrorCode.FencedInstanceId => BusFault.Fenced,
        ErrorCode.Local_InvalidArg or ErrorCode.Local_NotConfigured => BusFault.Configuration,
        _ => BusFault.Other,
    };

    private static (BusFault Fault, string Text) Explain(Error error, string brokers, string? topic, string? group)
    {
        BusFault fault = FaultOf(error);
        string onTopic = topic is null ? "a topic" : $"topic {topic}";
        string text = fault switch
        {
            BusFault.Unreachable or BusFault.Encryption or BusFault.Authentication => ConnectionText.Explain(fault, error.Reason, brokers),
            BusFault.Unsupported when ConnectionText.FaultOf(error.Reason) == BusFault.Unsupported => ConnectionText.Explain(fault, error.Reason, brokers),
            BusFault.Authorisation => Refused(error.Code, brokers, onTopic, group),
            BusFault.TopicMissing => $"{(topic is null ? "a topic" : $"topic {topic}")} does not exist at {brokers}, or this client may not see it. `lad topics apply` creates what is missing.",
            BusFault.TooLarge => $"Kafka at {brokers} refuses a message for {onTopic} as too large. Raise the topic's max.message.bytes (`lad topics plan` shows it), or lower Kafka:Client:message.max.bytes to what the brokers take.",
            BusFault.Unsupported => $"the brokers at {brokers} do not support this: {error.Reason}. Brokers before 0.11 need Kafka:Client:enable.idempotence=false and Kafka:Headers=false, those before 0.10 also api.version.request=false and broker.version.fallback.",
            BusFault.Fenced => $"another process has taken this one's place in group {group ?? "(none)"} or with its transactional id. Give each process a Kafka:InstanceId of its own, or none.",
            BusFault.Configuration => $"Kafka's client refuses its configuration: {error.Reason}. See Kafka:Client in the configuration.",
            _ => $"Kafka at {brokers}{(topic is null ? "" : $", topic {topic}")}: {error.Reason} ({error.Code})",
        };
        return (fault, text);
    }

    private static string Refused(ErrorCode code, string brokers, string onTopic, string? group)
    {
        string grant = code switch
        {
            ErrorCode.GroupAuthorizationFailed => $"the use of group {group ?? "(none)"}. Grant this user Read on the group",
            ErrorCode.ClusterAuthorizationFailed => "it. Grant this user IdempotentWrite on the cluster (and Create or AlterConfigs for `lad topics apply`)",
            ErrorCode.TransactionalIdAuthorizationFailed => "the transaction. Grant this user Write and Describe on the transactional id (the group's name is its prefix)",
            _ => $"the use of {onTopic}. Grant this user Describe and Read (inputs, models) or Write (outputs) on it",
        };
        return $"Kafka at {brokers} does not allow {grant}: kafka-acls.sh, or the user is the wrong one (Kafka:Client:sasl.username, ssl.certificate.location).";
    }
}

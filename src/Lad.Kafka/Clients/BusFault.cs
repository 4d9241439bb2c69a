namespace Lad.Kafka.Clients;

/// <summary>Why Kafka could not do what was asked.</summary>
public enum BusFault
{
    /// <summary>The client's native library is missing.</summary>
    NativeLibrary,

    /// <summary>The client refuses its configuration.</summary>
    Configuration,

    /// <summary>No broker answers.</summary>
    Unreachable,

    /// <summary>A TLS connection does not come about.</summary>
    Encryption,

    /// <summary>The brokers do not accept who this is.</summary>
    Authentication,

    /// <summary>The brokers know who this is, and do not allow it.</summary>
    Authorisation,

    /// <summary>There is no such topic, or this client may not see it.</summary>
    TopicMissing,

    /// <summary>A message is larger than the brokers take.</summary>
    TooLarge,

    /// <summary>The brokers are too old, or set up without the feature.</summary>
    Unsupported,

    /// <summary>Another process has taken this one's place.</summary>
    Fenced,

    /// <summary>Something else; the message has what the client said.</summary>
    Other,
}

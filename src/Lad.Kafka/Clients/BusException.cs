namespace Lad.Kafka.Clients;

/// <summary>Kafka could not do what was asked. The message is one line: what, where, and what to do.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">What, where, and what to do.</param>
/// <param name="inner">What the client said.</param>
public sealed class BusException(BusFault fault, string message, Exception? inner = null) : IOException(message.ReplaceLineEndings(" "), inner)
{
    /// <summary>Why.</summary>
    public BusFault Fault { get; } = fault;
}

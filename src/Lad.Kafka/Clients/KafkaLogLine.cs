namespace Lad.Kafka.Clients;

/// <summary>Something that Kafka's client reports.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Facility">librdkafka's short name of what it is about, such as <c>FAIL</c>.</param>
/// <param name="Client">Which client, such as <c>lad#consumer-1</c>.</param>
/// <param name="Text">What it says, on one line.</param>
public sealed record KafkaLogLine(KafkaLogLevel Level, string Facility, string Client, string Text);

/// <summary>How bad a line is.</summary>
public enum KafkaLogLevel
{
    /// <summary>Only with librdkafka's <c>debug</c> property.</summary>
    Debug,

    /// <summary>For the curious.</summary>
    Information,

    /// <summary>Goes away by itself, or matters little.</summary>
    Warning,

    /// <summary>Somebody should look.</summary>
    Error,
}
